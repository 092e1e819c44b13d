"""What the adapters that keep things on a disk are made of."""
