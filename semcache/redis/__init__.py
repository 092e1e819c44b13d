"""What the adapters that share a Redis are made of: the client, what is written there, and who hears of it."""
