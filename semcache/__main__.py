"""`python -m semcache` is the `semcache` command."""

from semcache.cli import main

main()
