"""The live page at /dashboard: what the cache is doing, for whoever holds the admin token."""

from semcache.dashboard.app import Dashboard, path_beside, routes

__all__ = ["Dashboard", "path_beside", "routes"]
