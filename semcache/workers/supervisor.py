"""The process that starts the workers, keeps them running and stands between them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from semcache.errors import ConfigError, ConfigErrors
from semcache.hosting import DRAIN_SECONDS, STOP_SECONDS, Doors, listen_for_admin, say_finishing
from semcache.listening import listen_for
from semcache.policyfile import PolicyText, read_policy
from semcache.rehearsal import rehearsed_policy
from semcache.reload import read_again, say_reloaded
from semcache.settings import Settings
from semcache.storage.home import make_home
from semcache.workers.child import USAGE, Child
from semcache.workers.embedding_socket import embedding_socket
from semcache.workers.peer import PeerFailed, PeerGone

log = logging.getLogger("semcache")

SIBLING_SECONDS = 1.0
"""For a worker to say how it is doing: one that is stuck must not hold up whoever asks another."""
LOOK_SECONDS = 5.0
"""Between two questions whether a worker is well, and for its answer."""
MOST_MISSED = 5
"""Questions without an answer, after which it is replaced."""
RELOAD_SECONDS = 10.0
"""For a worker to take a policy into service, of which it is known that it is right."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be served, as the command line said it."""

    config: Path | None
    overrides: Mapping[str, object]
    settings: Settings


def supervise(plan: Plan, say_listening: Callable[[Doors], None]) -> None:
    """Serves with several workers until a signal comes, and then ends as that signal ends a process.

    Raises ConfigError, before anything is started, for what the user must put right. `say_listening` is called once,
    when all workers serve.
    """
    text = read_policy(plan.settings.policy)
    rehearsed_policy(text.parsed())
    main = listen_for(plan.settings.workers, plan.settings.host, plan.settings.port)
    admin = listen_for_admin(plan.settings)
    make_home(plan.settings.home)
    supervisor = Supervisor(plan, text, [Doors(sockets, admin) for sockets in main], say_listening)
    heard = asyncio.run(supervisor.run())
    if heard is None:
        sys.exit(USAGE)  # the worker has said why
    if heard is signal.SIGINT:
        raise KeyboardInterrupt
    signal.signal(heard, signal.SIG_DFL)
    signal.raise_signal(heard)


class Supervisor:
    """The workers' parent. It serves nothing itself."""

    def __init__(
        self, plan: Plan, policy: PolicyText, doors: Sequence[Doors], say_listening: Callable[[Doors], None]
    ) -> None:
        self._plan = plan
        self._policy = policy
        self._doors = doors
        self._say_listening = say_listening
        self._reloading = asyncio.Lock()
        self._sessions: dict[str, Any] = {}
        self._heard: list[signal.Signals] = []
        self._hearing = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        inherited = list(
            {sock.fileno(): sock for sock in chain(*(door.main for door in doors), doors[0].admin)}.values()
        )
        self._socket = embedding_socket(plan.settings)
        self._embedder = Child(
            "embed", 0, self._begin_embedding, (), answer=self._answer, on_ready=_nothing, on_death=_nothing
        )
        self._workers = [
            Child(
                "serve", number, self._begin(number), inherited,
                answer=self._answer, on_ready=self._has_begun, on_death=self._has_died,
            )
            for number in range(1, len(doors) + 1)
        ]  # fmt: skip

    async def run(self) -> signal.Signals | None:
        """The signal that ended it; None where a worker could not do with the settings."""
        loop = asyncio.get_running_loop()
        for sig in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sig, self._hear, sig)
        loop.add_signal_handler(signal.SIGHUP, lambda: self._spawn(self._reload("SIGHUP")))
        with contextlib.ExitStack() as stack:
            if self._socket is not None:
                stack.callback(shutil.rmtree, self._socket.parent, ignore_errors=True)
            return await self._serve()

    async def _serve(self) -> signal.Signals | None:
        embedding = [asyncio.create_task(self._embedder.keep())] if self._socket is not None else []
        try:
            return await self._serve_until_told()
        finally:
            # Answers that workers were finishing may have needed it.
            if embedding:
                self._embedder.end(signal.SIGTERM)
                _, late = await asyncio.wait(embedding, timeout=4 * STOP_SECONDS)
                if late:
                    self._embedder.send(signal.SIGKILL)
                    await asyncio.wait(late)

    async def _serve_until_told(self) -> signal.Signals | None:
        first, *others = self._workers
        # The first one alone finds out whether all can, and makes what is not there yet.
        keeping = [asyncio.create_task(first.keep(gives_up=True))]
        await self._until(first.tried)
        if first.code == USAGE and keeping[0].done():
            return None
        if not self._heard:
            keeping += [asyncio.create_task(worker.keep()) for worker in others]
            for worker in others:
                await self._until(worker.tried)
        if not self._heard:
            self._say_listening(self._doors[0])
            self._spawn(self._watch())
        await self._hearing.wait()
        await self._drain(keeping)
        return self._heard[0]

    async def _until(self, event: asyncio.Event) -> None:
        """Until it is set, or a signal was heard."""
        waiting = {asyncio.create_task(event.wait()), asyncio.create_task(self._hearing.wait())}
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()

    # The end.

    def _hear(self, sig: signal.Signals) -> None:
        self._heard.append(sig)
        self._hearing.set()
        if self._heard.count(signal.SIGINT) > 1:
            # After the SIGTERM that they had, workers take it for "now".
            for worker in self._workers:
                worker.send(signal.SIGINT)

    async def _drain(self, keeping: Sequence[asyncio.Task[None]]) -> None:
        # Nobody shall wait in a queue that is not served any more.
        for sock in chain(*(door.main for door in self._doors), self._doors[0].admin):
            sock.close()
        if self._heard[0] is signal.SIGINT:
            under_way = sum([answers or 0 for answers in (await self._ask_all("under_way")).values()])
            if under_way:
                say_finishing(under_way)
        for worker in self._workers:
            worker.end(signal.SIGTERM)
        _, late = await asyncio.wait(keeping, timeout=DRAIN_SECONDS + 4 * STOP_SECONDS)
        if late:
            log.warning("%d workers did not end in time", len(late))
            for worker in self._workers:
                worker.send(signal.SIGKILL)
            await asyncio.wait(late)

    async def _watch(self) -> None:
        """A process may live and do nothing: whoever comes to its queue would wait for ever."""
        while not self._heard:
            await asyncio.sleep(LOOK_SECONDS)
            told = await self._ask_all("alive", seconds=LOOK_SECONDS)
            for worker in (worker for worker in self._workers if worker.is_ready and not self._heard):
                missed, worker.missed = worker.missed, 0 if told[str(worker.number)] else worker.missed + 1
                match missed, worker.missed:
                    case 0, 1:
                        log.warning("%s does not answer; the others take what comes to it", worker.name)
                        self._spawn(self._ask_all("borrow", worker.number, but=worker))
                    case _, 0 if missed:
                        log.warning("%s answers again", worker.name)
                        self._spawn(self._ask_all("give_back", worker.number, but=worker))
                    case _, now if now >= MOST_MISSED:
                        worker.send(signal.SIGKILL)

    # What workers are told and ask.

    def _begin(self, number: int) -> Callable[[], Any]:
        def begin() -> Any:
            down = [worker.number for worker in self._workers if worker.number != number and not worker.is_ready]
            return {
                **self._said(),
                "doors": [[sock.fileno() for sock in doors.main] for doors in self._doors],
                "admin": [sock.fileno() for sock in self._doors[0].admin],
                "policy": _plain(self._policy),
                "sessions": list(self._sessions.values()),
                "down": down,
                "embedding": None if self._socket is None else str(self._socket),
            }

        return begin

    def _begin_embedding(self) -> Any:
        return {**self._said(), "socket": str(self._socket)}

    def _said(self) -> dict[str, Any]:
        """Where a process finds its settings."""
        config = self._plan.config
        given = {key: value for key, value in self._plan.overrides.items() if value is not None}
        return {"config": None if config is None else str(config), "overrides": given}

    async def _has_begun(self, worker: Child) -> None:
        self._spawn(self._ask_all("give_back", worker.number, but=worker))

    async def _has_died(self, worker: Child) -> None:
        if not self._heard:
            self._spawn(self._ask_all("borrow", worker.number, but=worker))

    async def _answer(self, worker: Child, what: str, said: Any) -> Any:
        match what:
            case "looks":
                return await self._ask_all("look", but=worker, seconds=SIBLING_SECONDS)
            case "explanations":
                return await self._ask_all("explanation", said, but=worker)
            case "session":
                if said["csrf"]:
                    self._sessions[said["id"]] = said
                else:
                    self._sessions.pop(said["id"], None)
                await self._ask_all("session", said, but=worker, seconds=SIBLING_SECONDS)
            case "reload":
                try:
                    await self._reload(said)
                except ConfigError as error:
                    errors = error.errors if isinstance(error, ConfigErrors) else (error,)
                    return [[one.where, one.key, one.expected] for one in errors]
            case _:
                raise ValueError(what)
        return None

    async def _ask_all(
        self, what: str, said: Any = None, *, but: Child | None = None, seconds: float = SIBLING_SECONDS
    ) -> dict[str, Any]:
        """What each worker answers, by its number; None of one that does not."""

        async def ask(worker: Child) -> Any:
            try:
                return await worker.ask(what, said, seconds)
            except (PeerGone, PeerFailed, TimeoutError):
                return None

        asked = [worker for worker in self._workers if worker is not but]
        answers = await asyncio.gather(*(ask(worker) for worker in asked))
        return {str(worker.number): answer for worker, answer in zip(asked, answers, strict=True)}

    async def _reload(self, who: str) -> None:
        """All workers take the policy into service, or none: it is found to be right before any of them hears of it."""
        async with self._reloading:
            text, policy = await read_again(self._plan.settings.policy, who)
            # Whoever starts from now on gets the new one.
            self._policy = text
            told = await self._ask_all("policy", _plain(text), seconds=RELOAD_SECONDS)
            say_reloaded(policy, who)
            for number in (number for number, name in told.items() if name is None):
                # It must not go on with the old one when it comes to itself.
                log.warning("worker %s did not take the policy in time, and is replaced", number)
                self._workers[int(number) - 1].send(signal.SIGKILL)

    def _spawn(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            with contextlib.suppress(ConfigError):  # it was logged
                task.result()


async def _nothing(child: Child) -> None: ...


def _plain(text: PolicyText) -> Any:
    return {"name": text.name, "where": text.where, "folder": text.folder, "text": text.text}
