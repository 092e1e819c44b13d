"""What the store keeps in memory stays within its size and never denies a key that is stored."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from stored_samples import entry

from semcache.storage.hot import ENTRY_OVERHEAD, HotEntries, KnownKeys, size_of


def test_the_entries_used_last_stay() -> None:
    one = size_of(entry("0"))
    hot = HotEntries(3 * one)
    for key in "012":
        hot.put(entry(key))
    assert hot.get("0") == entry("0")
    hot.put(entry("3"))
    assert [hot.get(key) is not None for key in "0123"] == [True, False, True, True]
    hot.put(entry("4", "x" * (one // 2)))
    assert [hot.get(key) is not None for key in "0234"] == [False, False, True, True]


def test_replacing_and_dropping_give_their_bytes_back() -> None:
    hot = HotEntries(2 * size_of(entry("0")))
    for _ in range(10):
        hot.put(entry("0"))
        hot.drop("0")
        hot.drop("unknown")
        hot.put(entry("0"))
    hot.put(entry("1"))
    assert hot.get("0") == entry("0")
    assert hot.get("1") == entry("1")


def test_what_is_larger_than_all_of_it_pushes_nothing_out() -> None:
    hot = HotEntries(2 * ENTRY_OVERHEAD)
    hot.put(entry("small"))
    hot.put(entry("large", "x" * 2 * ENTRY_OVERHEAD))
    assert hot.get("large") is None
    assert hot.get("small") == entry("small")
    hot.put(entry("small", "x" * 2 * ENTRY_OVERHEAD))
    assert hot.get("small") is None


def test_every_key_may_be_there_until_the_stored_ones_are_learnt() -> None:
    known = KnownKeys(100)
    assert "k" in known
    known.learn(lambda: ["a", "b"])
    assert "a" in known
    assert "b" in known
    assert sum(f"absent {number}" in known for number in range(1000)) < 20


def test_a_full_filter_takes_few_absent_keys_for_stored_ones() -> None:
    known = KnownKeys(5000)
    known.learn(list)
    stored = [f"stored {number}" for number in range(5000)]
    for key in stored:
        known.add(key)
    assert all(key in known for key in stored)
    assert sum(f"absent {number}" in known for number in range(10_000)) < 300


def test_what_is_added_while_it_learns_stays_known() -> None:
    known = KnownKeys(100)
    known.learn(lambda: ["before"])

    def stored() -> Iterator[str]:
        yield "a"
        known.add("meanwhile")
        yield "b"

    known.learn(stored)
    assert [key in known for key in ("a", "meanwhile", "b", "before")] == [True, True, True, False]
    assert known.added == 1


def test_learning_that_fails_leaves_what_was_known() -> None:
    known = KnownKeys(100)
    known.learn(lambda: ["a"])

    def broken() -> Iterator[str]:
        yield "b"
        raise OSError("the disk is gone")

    with pytest.raises(OSError):
        known.learn(broken)
    known.add("c")
    assert [key in known for key in "abc"] == [True, False, True]
    known.learn(lambda: ["d"])
    assert "d" in known


def test_adding_while_another_thread_learns_loses_no_key() -> None:
    known = KnownKeys(20_000)
    keys = [f"k{number}" for number in range(20_000)]
    done = threading.Event()

    def learn() -> None:
        while not done.is_set():
            known.learn(lambda: keys[: len(added)])

    added: list[str] = []
    learner = threading.Thread(target=learn)
    learner.start()
    for key in keys:
        added.append(key)
        known.add(key)
    done.set()
    learner.join()
    assert all(key in known for key in keys)


def test_what_is_forgotten_may_be_there_until_it_is_learnt_anew() -> None:
    known = KnownKeys(100)
    assert known.learn(lambda: ["a"])
    known.forget()
    assert "absent" in known
    assert known.learn(lambda: ["a"])
    assert ("a" in known, "absent" in known) == (True, False)


def test_what_was_learnt_while_it_was_told_to_forget_is_not_believed() -> None:
    known = KnownKeys(100)

    def stored() -> Iterator[str]:
        yield "a"
        known.forget()  # others stored what is not among these

    assert not known.learn(stored)
    assert "absent" in known
    assert known.learn(lambda: ["a", "b"])
    assert ("b" in known, "absent" in known) == (True, False)
