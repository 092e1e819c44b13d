from semcache.core.breaker import Breaker


def test_a_failure_opens_it_and_each_further_one_doubles_the_rest_up_to_a_limit() -> None:
    breaker = Breaker(first_rest=1.0, longest_rest=5.0)
    rests = []
    for _ in range(5):
        breaker = breaker.failed(now=0.0)
        rests.append(breaker.rest)
    assert rests == [1.0, 2.0, 4.0, 5.0, 5.0]


def test_while_open_no_call_is_let_through_and_after_the_rest_exactly_one() -> None:
    breaker = Breaker(first_rest=1.0).failed(now=10.0)
    assert [breaker.allows(t) for t in (10.0, 10.9, 11.0)] == [False, False, True]
    assert not breaker.trying(11.0).allows(11.0)


def test_a_success_closes_it() -> None:
    breaker = Breaker().failed(0.0).succeeded()
    assert breaker.is_closed
    assert breaker == Breaker()
