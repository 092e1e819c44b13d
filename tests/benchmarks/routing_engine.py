"""A model of one inference engine: a KV cache of blocks, continuous batching, chunked prefill.

Time moves in engine steps. A step computes one token for every request that is being answered and as much of the
prompts that wait as fits its budget; it takes a base time, and more for each prompt token, each request and each
token of context that is read. Nothing of an answer is simulated but its length.
"""

from __future__ import annotations

import heapq
import math
from collections import OrderedDict, deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

BLOCK = 64
"""Tokens of a KV block. Engines use 16 or 32; the larger one only rounds hits down."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What a replica can do; by default an 8B model, its KV cache that of a 24 GB card with weights in fp8 (a third of
    what an 80 GB card has, so that there is something to be evicted in minutes)."""

    kv_tokens: int = 100_000
    sequences: int = 128
    """Requests at once (`--max-num-seqs`)."""
    budget: int = 2048
    """Tokens of one step (`--max-num-batched-tokens`)."""
    step: float = 0.008
    """Seconds of a step that reads the weights and computes nothing."""
    prompt_token: float = 1 / 12_000
    sequence: float = 30e-6
    context_token: float = 40e-9

    def times(self, n: int) -> Machine:
        """One with the memory of n and what n compute together; a step takes no less, so that answers are written at
        the same pace, and requests under way take up as much of the memory."""
        return Machine(
            self.kv_tokens * n,
            self.sequences * n,
            self.budget * n,
            self.step,
            self.prompt_token / n,
            self.sequence / n,
            self.context_token / n,
        )


@dataclass(slots=True)
class Job:
    """One request under way."""

    arrived: float
    prompt: int
    answer: int
    blocks: Sequence[Hashable]
    """Names of the whole blocks of prompt and answer; equal names hold equal prefixes."""
    cached: int = 0
    """Prompt tokens that the KV cache held."""
    left: int = 0
    """Prompt tokens still to be computed."""
    reserved: int = 0
    first_token: float = 0.0
    finished: float = 0.0
    pinned: list[Hashable] = field(default_factory=list)


class Engine:
    """One replica. `next_at` is when its current step ends; `end_step` then says what came of it."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.next_at = math.inf
        self.waiting: deque[Job] = deque()
        self.prefilling: deque[Job] = deque()
        self._decoding: list[tuple[int, int, Job]] = []
        self._pins: dict[Hashable, int] = {}
        self._free: OrderedDict[Hashable, None] = OrderedDict()
        """Cached blocks that no request uses, the first to be evicted first."""
        self._used = 0
        self._capacity = machine.kv_tokens // BLOCK
        self._steps = 0
        self._serial = 0
        self._context = 0
        self._began = 0.0
        self._jump = 0
        self._chunks: list[tuple[Job, int]] = []
        self.busy = 0.0
        self.computed = 0
        """Prompt tokens."""

    @property
    def running(self) -> int:
        return len(self._decoding) + len(self.prefilling)

    @property
    def kv_use(self) -> float:
        return self._used / self._capacity

    def submit(self, job: Job, now: float) -> None:
        self.waiting.append(job)
        if self.next_at == math.inf:
            self._start(now)
        elif self._jump > 1:
            self._cut_short(now)

    def end_step(self) -> tuple[list[Job], list[Job]]:
        """At `next_at`: the requests that got their first token, and those that are finished."""
        now = self.next_at
        self.busy += now - self._began
        self._steps += self._jump
        self._context += self._jump * len(self._decoding)
        begun: list[Job] = []
        for job, tokens in self._chunks:
            job.left -= tokens
            if not job.left:
                job.first_token = now
                self.prefilling.popleft()
                self._publish(job, job.prompt // BLOCK)
                self._serial += 1
                heapq.heappush(self._decoding, (self._steps + job.answer - 1, self._serial, job))
                self._context += job.prompt
                begun.append(job)
        done: list[Job] = []
        while self._decoding and self._decoding[0][0] <= self._steps:
            job = heapq.heappop(self._decoding)[2]
            job.finished = now
            self._context -= job.prompt + job.answer
            self._publish(job, len(job.blocks))
            self._release(job)
            done.append(job)
        self._start(now)
        return begun, done

    def _start(self, now: float) -> None:
        while self.waiting and self.running < self.machine.sequences and self._admit(self.waiting[0]):
            self.prefilling.append(self.waiting.popleft())
        machine, answering = self.machine, len(self._decoding)
        room = machine.budget - answering
        self._chunks = []
        for job in self.prefilling:
            if room <= 0:
                break
            tokens = min(job.left, room)
            self._chunks.append((job, tokens))
            room -= tokens
        tokens = sum(count for _, count in self._chunks)
        self.computed += tokens
        if not answering and not tokens:
            self.next_at = math.inf
            return
        self._began = now
        self._jump = 1 if tokens else self._decoding[0][0] - self._steps
        self.next_at = now + self._duration(self._jump) + tokens * machine.prompt_token

    def _duration(self, steps: int) -> float:
        machine, answering = self.machine, len(self._decoding)
        each = machine.step + answering * machine.sequence + self._context * machine.context_token
        return steps * each + answering * machine.context_token * steps * (steps - 1) / 2

    def _cut_short(self, now: float) -> None:
        """Somebody came while several steps were taken as one: stop after the step that is under way."""
        low, high = 1, self._jump
        while low < high:
            middle = (low + high) // 2
            if self._began + self._duration(middle) >= now:
                high = middle
            else:
                low = middle + 1
        self._jump = low
        self.next_at = self._began + self._duration(low)

    def _admit(self, job: Job) -> bool:
        whole = (job.prompt - 1) // BLOCK  # the last token is always computed
        hits = 0
        while hits < whole and (job.blocks[hits] in self._pins or job.blocks[hits] in self._free):
            hits += 1
        held = job.blocks[:hits]
        waking = sum(block in self._free for block in held)
        new = -(-(job.prompt + job.answer) // BLOCK) - hits
        if self._used + waking + new > self._capacity:
            return False
        for block in held:
            self._pin(block)
        job.pinned = list(held)
        job.cached = hits * BLOCK
        job.left = job.prompt - job.cached
        job.reserved = new
        self._used += new
        while self._used + len(self._free) > self._capacity:
            self._free.popitem(last=False)
        return True

    def _pin(self, block: Hashable) -> None:
        if block in self._free:
            del self._free[block]
            self._used += 1
        self._pins[block] = self._pins.get(block, 0) + 1

    def _publish(self, job: Job, upto: int) -> None:
        """What was computed can be found by others from now on."""
        for block in job.blocks[len(job.pinned) : upto]:
            if block in self._pins or block in self._free:
                self._used -= 1  # somebody else computed the same meanwhile: one copy is kept
                self._pin(block)
            else:
                self._pins[block] = 1
            job.reserved -= 1
            job.pinned.append(block)

    def _release(self, job: Job) -> None:
        self._used -= job.reserved
        for block in reversed(job.pinned):  # a prompt's end is evicted before its start
            self._pins[block] -= 1
            if not self._pins[block]:
                del self._pins[block]
                self._used -= 1
                self._free[block] = None
