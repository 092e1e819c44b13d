from dataclasses import replace

import pytest

from semcache.core.world import Changed, Event, Grounds, OlderThan, SourceIs, SourceVersion, Touches, World

GROUNDS = Grounds(
    key="k1",
    tenant="key:ann",
    author="key:bob",
    models=("gpt-4o", "gpt-4o-2024-08-06"),
    rule="faq",
    sources=(SourceVersion("kb/refunds", "v17"), SourceVersion("price-list")),
    tags=("launch",),
    epoch=10,
    created=1000.0,
)


@pytest.mark.parametrize(
    ("event", "gone"),
    [
        (SourceIs("kb/refunds", "v18"), "source kb/refunds is now v18"),
        (SourceIs("kb/refunds", "v17"), None),
        (SourceIs("price-list", "2026-11-01"), "source price-list is now 2026-11-01"),
        (SourceIs("kb/other", "v18"), None),
        (Changed(Touches.SOURCE, "kb/refunds"), "source kb/refunds changed"),
        (Changed(Touches.TAG, "launch"), "tag launch changed"),
        (Changed(Touches.TAG, "lunch"), None),
        (Changed(Touches.TENANT, "key:ann"), "tenant key:ann changed"),
        (Changed(Touches.TENANT, "key:bob"), None),
        (Changed(Touches.AUTHOR, "key:bob"), "author key:bob changed"),
        (Changed(Touches.MODEL, "gpt-4o"), "model gpt-4o changed"),
        (Changed(Touches.MODEL, "gpt-4o-2024-08-06"), "model gpt-4o-2024-08-06 changed"),
        (Changed(Touches.MODEL, "gpt-4o-mini"), None),
        (Changed(Touches.POLICY, "faq"), "policy faq changed"),
        (Changed(Touches.ENTRY, "k1"), "entry k1 changed"),
        (Changed(Touches.ENTRY, "k2"), None),
        (Changed(Touches.ALL, ""), "all changed"),
        (OlderThan(1000.5), "older-than"),
        (OlderThan(1000.0), None),
    ],
)
def test_an_event_ends_exactly_what_rests_on_it(event: Event, gone: str | None) -> None:
    assert World().after(11, event).says_gone(GROUNDS) == gone


@pytest.mark.parametrize("event", [Changed(t, "" if t is Touches.ALL else "x") for t in Touches])
def test_an_answer_asked_for_after_the_event_stands(event: Changed) -> None:
    grounds = replace(
        GROUNDS,
        key="x", tenant="x", author="x", models=("x",), rule="x", tags=("x",), sources=(SourceVersion("x"),),
    )  # fmt: skip
    world = World().after(11, event)
    assert world.says_gone(grounds) is not None
    assert world.says_gone(replace(grounds, epoch=11)) is None


def test_a_source_that_goes_back_to_an_old_version_brings_no_old_answer_back() -> None:
    events: list[tuple[int, Event]] = [(11, SourceIs("kb/refunds", "v18")), (12, SourceIs("kb/refunds", "v17"))]
    world = World().after_all(events)
    assert world.says_gone(GROUNDS) is not None
    assert world.says_gone(replace(GROUNDS, epoch=12)) is None


def test_an_answer_that_knew_the_new_version_before_the_event_stands() -> None:
    world = World().after(3, SourceIs("kb/refunds", "v17"))
    early = replace(GROUNDS, sources=(SourceVersion("kb/refunds", "v18"),), epoch=10)
    assert world.after(11, SourceIs("kb/refunds", "v18")).says_gone(early) is None


def test_saying_a_version_again_changes_nothing() -> None:
    world = World().after(5, SourceIs("price-list", "a"))
    again = world.after(11, SourceIs("price-list", "a"))
    assert world.says_gone(GROUNDS) is None
    assert again.says_gone(GROUNDS) is None


def test_a_version_that_nobody_told_is_ended_by_a_change_and_made_anew_after_it() -> None:
    world = World().after(11, SourceIs("price-list", "b"))
    unversioned = replace(GROUNDS, sources=(SourceVersion("price-list"),))
    assert world.says_gone(unversioned) == "source price-list is now b"
    assert world.says_gone(replace(unversioned, epoch=11)) is None


def test_a_request_that_names_an_old_version_contradicts_the_world() -> None:
    world = World().after(1, SourceIs("kb/refunds", "v18"))
    assert world.contradicts(GROUNDS.sources) == SourceVersion("kb/refunds", "v17")
    assert world.contradicts([SourceVersion("kb/refunds"), SourceVersion("kb/refunds", "v18")]) is None


def test_events_heard_one_by_one_or_at_once_make_the_same_world() -> None:
    events: list[tuple[int, Event]] = [
        (1, SourceIs("a", "1")),
        (2, Changed(Touches.TAG, "t")),
        (3, SourceIs("a", "2")),
        (4, OlderThan(5.0)),
        (5, SourceIs("a", "2")),
    ]
    one_by_one = World()
    for number, event in events:
        one_by_one = one_by_one.after(number, event)
    assert one_by_one == World().after_all(events)
    assert one_by_one.epoch == 5
