"""Pools of replicas and paid APIs behind one Upstream: who is chosen, who waits, who is tried again and who is not."""
