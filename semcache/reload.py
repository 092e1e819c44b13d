"""Takes a changed policy file into service, or keeps the one that is in force."""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol

from semcache.core.policy import Policy
from semcache.engine import Engine
from semcache.errors import ConfigError, ConfigErrors
from semcache.policyfile import PolicyText, read_policy
from semcache.rehearsal import rehearsed_policy

log = logging.getLogger("semcache")


class Reload(Protocol):
    """Reads the policy once more that a gateway was started with."""

    async def reload(self, who: str) -> Policy:
        """The policy now in force, all of whose examples hold. Raises ConfigError or ConfigErrors with all that is
        wrong, and then the old one stays. Either way one line is logged."""
        ...


class PolicyReload:
    """For an engine that serves alone.

    Requests under way keep the rule that they found. Answers stored under a rule whose terms changed are not served
    any more; those of the other rules are.
    """

    def __init__(self, engine: Engine, policy: str) -> None:
        """`policy` is a file, or the name of a ready one."""
        self._engine = engine
        self._policy = policy
        self._one_at_a_time = asyncio.Lock()

    async def reload(self, who: str) -> Policy:
        async with self._one_at_a_time:
            _, policy = await read_again(self._policy, who)
            self._engine.policy = policy
            say_reloaded(policy, who)
            return policy


async def read_again(policy: str, who: str) -> tuple[PolicyText, Policy]:
    """What the file says now. Raises ConfigError or ConfigErrors, which are logged."""
    try:
        return await asyncio.to_thread(_rehearsed, policy)
    except ConfigError as error:
        errors = error.errors if isinstance(error, ConfigErrors) else (error,)
        log.warning("policy not reloaded (%s), the old one stays: %s", who, "; ".join(map(str, errors)))
        raise


def say_reloaded(policy: Policy, who: str) -> None:
    log.info("policy %s reloaded (%s): %s", policy.name, who, ", ".join(rule.name for rule in policy.rules))


def _rehearsed(policy: str) -> tuple[PolicyText, Policy]:
    text = read_policy(policy)
    return text, rehearsed_policy(text.parsed())
