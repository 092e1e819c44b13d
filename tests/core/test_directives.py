import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.directives import CacheStatus, Directives, forbids_storing, parse_cache_control, read_age


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", Directives()),
        ("no-store", Directives(no_store=True)),
        ("NO-STORE", Directives(no_store=True)),
        ("no-cache", Directives(no_cache=True)),
        ("only-if-cached", Directives(only_if_cached=True)),
        ("max-age=60", Directives(max_age=60.0)),
        ('max-age="60"', Directives(max_age=60.0)),
        ("max-age=60, no-store", Directives(no_store=True, max_age=60.0)),
        ("max-age=60,max-age=5", Directives(max_age=5.0)),
        ("max-age=0", Directives(max_age=0.0)),
        ("min-fresh=10", Directives(min_fresh=10.0)),
        ("private, foo=bar, foo, max-age = 7", Directives(max_age=7.0)),
        ('foo="no-store, no-cache", max-age=7', Directives(max_age=7.0)),
        # What cannot be read counts at its strictest.
        ("max-age", Directives(max_age=0.0)),
        ("max-age=-1", Directives(max_age=0.0)),
        ("max-age=soon", Directives(max_age=0.0)),
        ("max-age=1.5", Directives(max_age=0.0)),
        ("max-age=99999999999999999999", Directives(max_age=2.0**31)),
        ("min-fresh=soon", Directives(min_fresh=2.0**31)),
        # A client cannot loosen.
        ("max-stale=1000", Directives()),
        ("max-stale", Directives()),
    ],
)
def test_a_request_cache_control_is_read_at_its_strictest(value: str, expected: Directives) -> None:
    assert parse_cache_control(value) == expected


@given(st.text(max_size=80))
def test_no_cache_control_makes_the_reader_fail(value: str) -> None:
    parse_cache_control(value)


@pytest.mark.parametrize(
    ("cache_control", "vary", "shared", "why"),
    [
        ("", "", False, ""),
        ("no-store", "", False, "upstream-no-store"),
        ("private, no-store", "", False, "upstream-no-store"),
        ("private", "", False, ""),
        ("private", "", True, "upstream-no-store"),
        ("no-cache", "", True, ""),
        ("max-age=0", "", True, ""),
        ("", "Origin, Accept-Encoding", True, ""),
        ("", "*", False, "upstream-vary"),
        ("", "Origin, *", False, "upstream-vary"),
        ("no-store", "*", False, "upstream-no-store"),
    ],
)
def test_only_no_store_private_and_vary_on_everything_keep_an_answer_out(
    cache_control: str, vary: str, shared: bool, why: str
) -> None:
    assert forbids_storing(cache_control, vary, shared=shared) == why


@pytest.mark.parametrize(
    ("lines", "age"),
    [
        ([], 0.0),
        (["0"], 0.0),
        ([" 70 "], 70.0),
        (["99999999999999999999"], 2.0**31),
        ([""], None),
        (["-1"], None),
        (["1.5"], None),
        (["7, 7"], None),
        (["7", "7"], None),
        (["\u0663"], None),
    ],
)
def test_an_age_is_one_whole_number_or_unknown(lines: list[str], age: float | None) -> None:
    assert read_age(lines) == age


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (
            CacheStatus(hit=True, ttl=376, key="ab12", detail="exact"),
            'semcache; hit; ttl=376; key="ab12"; detail=exact',
        ),
        (CacheStatus(fwd="miss", stored=True, detail="new"), "semcache; fwd=miss; stored; detail=new"),
        (CacheStatus(fwd="miss", collapsed=True), "semcache; fwd=miss; collapsed"),
        (CacheStatus(fwd="stale", fwd_status=200, ttl=-5), "semcache; fwd=stale; fwd-status=200; ttl=-5"),
        (CacheStatus(fwd="bypass", detail="volatile:weather"), "semcache; fwd=bypass; detail=volatile:weather"),
        (CacheStatus(fwd="miss", detail="new,empty"), 'semcache; fwd=miss; detail="new,empty"'),
        (CacheStatus(fwd="miss", detail='a"b\\c\r\nX: y é'), 'semcache; fwd=miss; detail="a\\"b\\\\c??X: y ?"'),
    ],
)
def test_cache_status_is_written_as_rfc_9211_says(status: CacheStatus, text: str) -> None:
    assert str(status) == text
