"""Takes a changed policy file into service, or keeps the one that is in force."""

from __future__ import annotations

import asyncio
import logging

from semcache.core.policy import Policy
from semcache.engine import Engine
from semcache.errors import ConfigError, ConfigErrors
from semcache.rehearsal import load_rehearsed_policy

log = logging.getLogger("semcache")


class PolicyReload:
    """Reads the policy that an engine was started with once more.

    Requests under way keep the rule that they found. Answers stored under a rule whose terms changed are not served
    any more; those of the other rules are.
    """

    def __init__(self, engine: Engine, policy: str) -> None:
        """`policy` is a file, or the name of a ready one."""
        self._engine = engine
        self._policy = policy
        self._one_at_a_time = asyncio.Lock()

    async def reload(self, who: str) -> Policy:
        """The policy now in force, all of whose examples hold. Raises ConfigError or ConfigErrors with all that is
        wrong, and then the old one stays. Either way one line is logged."""
        async with self._one_at_a_time:
            try:
                policy = await asyncio.to_thread(load_rehearsed_policy, self._policy)
            except ConfigError as error:
                errors = error.errors if isinstance(error, ConfigErrors) else (error,)
                log.warning("policy not reloaded (%s), the old one stays: %s", who, "; ".join(map(str, errors)))
                raise
            self._engine.policy = policy
            log.info("policy %s reloaded (%s): %s", policy.name, who, ", ".join(rule.name for rule in policy.rules))
            return policy
