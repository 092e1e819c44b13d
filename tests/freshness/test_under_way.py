"""An answer under way when its source changes: it is not kept, and only they get it who asked before the change."""

import pytest

from semcache.core.world import Changed, Event, OlderThan, SourceIs, Touches
from tests.freshness.house import HELD, UNREACHABLE, Call, House, How
from tests.harness import MODEL, changed

ASKED = "What is a monad in category theory?"
REWORDED = "What is a monad in category theory please?"
V17 = {"semcache-sources": "kb/refunds@v17", "semcache-tags": "launch"}
V18 = {"semcache-sources": "kb/refunds@v18", "semcache-tags": "launch"}
RULE = changed(name="faq", stale_while_revalidate=600.0, stale_if_error=600.0)

forms = pytest.mark.parametrize("stream", [False, True], ids=["json", "sse"])
other_forms = pytest.mark.parametrize("after_streams", [False, True], ids=["json-after", "sse-after"])


async def house() -> House:
    built = House(RULE)
    await built.begin()
    return built


async def announce(at: House, event: Event) -> None:
    await at.store.announce(event, "test", at.clock.now())


async def a_slow_call(at: House, stream: bool, headers: dict[str, str] = V17, answers: How = HELD) -> Call:
    """A request is made, and the upstream lets it wait."""
    at.upstream.how = answers
    at.start(ASKED, headers, stream=stream)
    await at.settle()
    at.upstream.how = How()
    return at.upstream.calls[-1]


@pytest.mark.parametrize(
    "event",
    [
        SourceIs("kb/refunds", "v18"),
        Changed(Touches.SOURCE, "kb/refunds"),
        Changed(Touches.TAG, "launch"),
        Changed(Touches.TENANT, "local"),
        Changed(Touches.AUTHOR, "local"),
        Changed(Touches.MODEL, MODEL),
        Changed(Touches.POLICY, "faq"),
    ],
    ids=str,
)
@forms
@other_forms
async def test_it_is_neither_kept_nor_handed_to_who_came_after(event: Event, stream: bool, after_streams: bool) -> None:
    at = await house()
    call = await a_slow_call(at, stream)
    await announce(at, event)
    after = at.start(ASKED, V17 if not isinstance(event, SourceIs) else V18, stream=after_streams)
    await at.settle()
    at.let_go(call)
    await at.settle()
    assert (at.exchanges[0].call, after.call) == (0, 1)
    assert "collapsed" not in after.outcome
    for text in (REWORDED, ASKED):
        assert (await at.ask(text, stream=after_streams)).call != 0


@forms
@other_forms
async def test_who_asked_before_the_change_gets_it_leader_and_followers(stream: bool, after_streams: bool) -> None:
    at = await house()
    call = await a_slow_call(at, stream)
    before = [at.start(ASKED, V17, stream=after_streams) for _ in range(3)]
    await at.settle()
    at.let_go(call)
    await at.settle()
    assert [exchange.call for exchange in at.exchanges] == [0, 0, 0, 0]
    assert all("; collapsed" in exchange.outcome for exchange in before)


@forms
@other_forms
async def test_followers_from_before_the_change_are_served_but_nobody_after_them(
    stream: bool, after_streams: bool
) -> None:
    """A follower who waits for the verdict on the whole answer may have to ask for himself; nobody gets it late."""
    at = await house()
    call = await a_slow_call(at, stream)
    before = [at.start(ASKED, V17, stream=after_streams) for _ in range(3)]
    await at.settle()
    await announce(at, SourceIs("kb/refunds", "v18"))
    after = [at.start(ASKED, V18, stream=after_streams) for _ in range(3)]
    await at.settle()
    at.let_go(call)
    await at.settle()
    assert {exchange.status for exchange in at.exchanges} == {200}
    assert all(exchange.is_whole for exchange in at.exchanges)
    assert at.exchanges[0].call == 0
    assert 0 not in {exchange.call for exchange in after}
    if stream and after_streams:
        assert {exchange.call for exchange in before} == {0}
    assert len({exchange.call for exchange in after}) == 1
    assert (await at.ask(ASKED, V18)).call == after[0].call


@forms
async def test_those_who_came_after_share_a_call_of_their_own(stream: bool) -> None:
    at = await house()
    await a_slow_call(at, stream)
    await announce(at, SourceIs("kb/refunds", "v18"))
    fresh = await a_slow_call(at, stream, V18)
    follower = at.start(ASKED, V18, stream=stream)
    await at.settle()
    assert len(at.upstream.calls) == 2
    at.let_go(fresh)
    await at.settle()
    assert (follower.call, "; collapsed" in follower.outcome) == (1, True)
    assert (await at.ask(ASKED, V18)).call == 1
    # The first one comes home last, and changes nothing.
    at.let_go(at.upstream.calls[0])
    await at.settle()
    assert at.exchanges[0].call == 0
    assert (await at.ask(ASKED, V18)).call == 1


@forms
@other_forms
async def test_who_names_another_version_is_not_given_the_answer_under_way(stream: bool, after_streams: bool) -> None:
    """Nobody announced anything: the two requests themselves say what they rest on."""
    at = await house()
    call = await a_slow_call(at, stream)
    other = at.start(ASKED, V18, stream=after_streams)
    await at.settle()
    at.let_go(call)
    await at.settle()
    assert other.call == 1


@forms
async def test_the_upstreams_own_word_counts_too(stream: bool) -> None:
    """Only the response says what the answer rests on, and the change came before its end."""
    at = await house()
    call = await a_slow_call(at, stream, {}, How(held=True, headers=V17))
    await announce(at, SourceIs("kb/refunds", "v18"))
    at.let_go(call, How(headers=V17))
    await at.settle()
    assert at.exchanges[0].call == 0
    assert (await at.ask(ASKED)).call == 1


@forms
async def test_a_change_of_something_else_lets_it_be_kept(stream: bool) -> None:
    at = await house()
    call = await a_slow_call(at, stream)
    await announce(at, SourceIs("kb/delivery", "v2"))
    await announce(at, Changed(Touches.TAG, "lunch"))
    await announce(at, OlderThan(at.clock.now()))
    at.let_go(call)
    await at.settle()
    hit = await at.ask(REWORDED, V17)
    assert (hit.call, hit.is_hit) == (0, True)


@forms
async def test_a_source_that_changed_and_changed_back_meanwhile_counts_as_changed(stream: bool) -> None:
    at = await house()
    call = await a_slow_call(at, stream)
    await announce(at, SourceIs("kb/refunds", "v18"))
    await announce(at, SourceIs("kb/refunds", "v17"))
    at.let_go(call)
    await at.settle()
    assert (await at.ask(ASKED, V17)).call == 1


@forms
async def test_a_background_refresh_under_way_is_not_kept_either(stream: bool) -> None:
    at = await house()
    await at.ask(ASKED, V17)
    at.clock.advance(RULE.max_age + 1)
    at.upstream.how = HELD
    stale = await at.ask(ASKED, V17, stream=stream)
    assert (stale.call, "stale-while-revalidate" in stale.outcome) == (0, True)
    at.upstream.how = How()
    await announce(at, SourceIs("kb/refunds", "v18"))
    at.let_go(at.upstream.calls[1])
    await at.settle()
    assert (await at.ask(ASKED)).call == 2


@forms
@pytest.mark.parametrize("ends", [True, False], ids=["event", "no-event"])
@pytest.mark.parametrize("trouble", [How(status=503), UNREACHABLE], ids=["503", "unreachable"])
async def test_no_stale_answer_stands_in_when_the_source_changed_while_the_upstream_failed(
    stream: bool, ends: bool, trouble: How
) -> None:
    at = House(changed(RULE, stale_while_revalidate=0.0))
    await at.begin()
    await at.ask(ASKED, V17)
    at.clock.advance(RULE.max_age + 1)
    await a_slow_call(at, stream, answers=How(held=True, early=True))
    if ends:
        await announce(at, SourceIs("kb/refunds", "v18"))
    at.let_go(at.upstream.calls[1], trouble)
    await at.settle()
    assert at.exchanges[1].call == (None if ends and trouble.unreachable else 1 if ends else 0)


@forms
async def test_an_answer_asked_for_before_a_restart_is_not_kept_by_the_process_after_it(stream: bool) -> None:
    at = await house()
    await at.ask(ASKED, V17)
    await announce(at, SourceIs("kb/refunds", "v18"))
    await at.restart()
    for text in (REWORDED, ASKED):
        assert (await at.ask(text, stream=stream)).call != 0
