"""The cache inside somebody else's proxy, who makes the upstream calls. What is here knows no proxy by name but in
`forms`; `semcache.litellm_plugin` is the face."""
