"""Past traffic through the real engine, without an upstream: what would have been saved, and how wrongly."""
