"""The required cases of the HTTP cache test suite (npm `http-cache-tests` 0.4.5), and what becomes of each here.

The suite speaks of GETs on URLs, validators and lifetimes that the origin sets. Here requests are POSTs whose key is
their content, lifetimes are set by the policy, and an answer is never validated but asked for anew. So each case is
either held by a test of ours, which is named, or has the reason why there is nothing to hold. Ids are the suite's;
the words are ours. Cases that the suite does not require, but that say something about this cache, follow in
`FURTHER`, and those of RFC 5861, which the suite has none of, in `STALE`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One case. It has either a test or a reason why it has none."""

    id: str
    means: str
    test: str = ""
    """Name of a function in `test_rfc9111.py`."""
    why_not: str = ""


def held(id: str, means: str, test: str) -> Case:
    return Case(id, means, test=test)


def not_here(id: str, means: str, why_not: str) -> Case:
    return Case(id, means, why_not=why_not)


def family(ids: Iterable[str], means: str, *, test: str = "", why_not: str = "") -> Iterator[Case]:
    """The same case over again; `{}` in the sentence stands for the id's last part."""
    for id in ids:
        yield Case(id, means, test, why_not)


LIFETIME_IS_THE_RULES = (
    "lifetimes are set by the policy's owner in the rule; LLM servers send max-age, Expires and no-cache to steer "
    "proxies' buffering, not to say how long an answer keeps, so they are not read"
)
NO_VALIDATORS = "answers have no ETag and no Last-Modified: nothing is ever validated, a stale answer is asked for anew"
NO_HEADER_FIELDS_KEPT = (
    "what is kept is the answer, not the message that brought it: a hit is a message of its own, and none of the "
    "upstream's header fields is replayed"
)
POST_CHANGES_NOTHING = (
    "a POST on these routes asks a question and changes nothing, and the key is its content, not its URL; changes in "
    "the world are announced as events, which test_law.py holds"
)

FRESHNESS = (
    held(
        "freshness-max-age-0", "A lifetime of zero keeps nothing.",
        "test_a_rule_without_a_lifetime_keeps_nothing",
    ),
    held(
        "freshness-max-age-age", "An answer that comes older than its lifetime is not reused.",
        "test_the_age_that_an_answer_comes_with_counts",
    ),
    not_here(
        "freshness-max-age-0-expires", "max-age=0 wins over a later Expires.", LIFETIME_IS_THE_RULES,
    ),
    held(
        "freshness-max-age-negative", "A negative lifetime does not make anything fresh.",
        "test_a_negative_lifetime_is_refused",
    ),
    not_here(
        "freshness-max-age-s-maxage-private", "A browser's cache does not read s-maxage.",
        "for browsers' caches; this one is a server's",
    ),
    not_here(
        "freshness-max-age-s-maxage-private-multiple", "A browser's cache does not read s-maxage in a second header.",
        "for browsers' caches; this one is a server's",
    ),
    *family(
        (
            "freshness-s-maxage-shared",
            "freshness-max-age-s-maxage-shared-longer",
            "freshness-max-age-s-maxage-shared-longer-reversed",
            "freshness-max-age-s-maxage-shared-longer-multiple",
        ),
        "The origin's lifetime for shared caches wins over the one for all.",
        why_not=LIFETIME_IS_THE_RULES,
    ),
)  # fmt: skip

PARSING = (
    *family(
        (
            "freshness-max-age-single-quoted",
            "freshness-max-age-ignore-quoted",
            "freshness-max-age-ignore-quoted-rev",
            "freshness-max-age-ignore-quoted-all",
            "freshness-max-age-ignore-quoted-all-rev",
        ),
        "What looks like a max-age inside a quoted string is none. Here it is the client's max-age that is read.",
        test="test_a_clients_max_age_is_read_as_written",
    ),
    held(
        "freshness-max-age-leading-zero", "A max-age with leading zeros is a number like any other.",
        "test_a_clients_max_age_is_read_as_written",
    ),
    *family(
        (
            "age-parse-nonnumeric",
            "age-parse-negative",
            "age-parse-float",
            "age-parse-suffix",
            "age-parse-prefix",
            "age-parse-suffix-twoline",
            "age-parse-prefix-twoline",
            "age-parse-dup-0",
            "age-parse-dup-0-twoline",
            "age-parse-dup-old",
            "age-parse-parameter",
            "age-parse-numeric-parameter",
        ),
        "An answer whose Age cannot be read for sure counts as too old to keep.",
        test="test_an_age_that_cannot_be_read_counts_as_too_old",
    ),
)  # fmt: skip

EXPIRES = (
    held(
        "freshness-expires-present", "At the very moment of its expiry an answer is no longer fresh.",
        "test_an_answer_is_stale_from_the_moment_of_its_expiry",
    ),
    *family(
        (
            "freshness-expires-past",
            "freshness-expires-old-date",
            "freshness-expires-invalid",
            "freshness-expires-age-slow-date",
            "freshness-expires-age-fast-date",
        ),
        "A past or unreadable Expires, or one reckoned against Date and Age, makes a response stale.",
        why_not=LIFETIME_IS_THE_RULES,
    ),
)  # fmt: skip

RESPONSES = (
    held(
        "cc-resp-private-shared", "An answer marked private is not kept where others would be served it.",
        "test_what_the_upstream_forbids_to_keep_is_not_kept",
    ),
    *family(
        ("cc-resp-no-store", "cc-resp-no-store-case-insensitive", "cc-resp-no-store-fresh"),
        "An answer marked no-store is not kept, however it is spelt and whatever else is said.",
        test="test_what_the_upstream_forbids_to_keep_is_not_kept",
    ),
    *family(
        ("cc-resp-no-cache", "cc-resp-no-cache-case-insensitive"),
        "A response marked no-cache is not used without validation.",
        why_not=LIFETIME_IS_THE_RULES,
    ),
    held(
        "cc-resp-must-revalidate-stale", "Under must-revalidate nothing stale is served.",
        "test_under_must_revalidate_nothing_stale_is_served",
    ),
    held(
        "cc-resp-immutable-stale", "Calling an answer immutable does not make it keep longer.",
        "test_nothing_that_the_upstream_says_makes_an_answer_keep_longer",
    ),
    held(
        "stale-close-must-revalidate", "Under must-revalidate trouble upstream brings no stale answer either.",
        "test_under_must_revalidate_nothing_stale_is_served",
    ),
    held(
        "stale-close-no-cache", "Who said no-cache gets no stored answer, also when the upstream is in trouble.",
        "test_no_cache_gets_no_stored_answer_even_in_trouble",
    ),
    *family(
        ("stale-close-proxy-revalidate", "stale-close-s-maxage=2"),
        "The origin forbids shared caches to serve stale answers in trouble.",
        why_not="whether a stale answer may stand in is said by the rule alone: stale-if-error and must-revalidate",
    ),
)  # fmt: skip

STATUSES = (
    *family(
        (f"heuristic-{status}-not_cached" for status in (201, 202, 403, 502, 503, 504, 599)),
        "A response of this status is not kept for lack of a better rule.",
        test="test_only_a_plain_success_is_kept",
    ),
    held("status-200-stale", "A stale answer is asked for anew.", "test_a_stale_answer_is_asked_for_anew"),
    *family(
        (
            f"status-{status}-stale"
            for status in (203, 204, 299, 301, 302, 303, 307, 308, 400, 404, 410, 499, 500, 502, 503, 504, 599)
        ),
        "A stale response of this status is not served; here not even a fresh one is.",
        test="test_only_a_plain_success_is_kept",
    ),
    held(
        "status-599-must-understand", "A status that nobody knows is not kept.",
        "test_only_a_plain_success_is_kept",
    ),
)  # fmt: skip

VARY = (
    *family(
        (
            "vary-no-match",
            "vary-omit-stored",
            "vary-omit",
            "vary-2-no-match",
            "vary-2-match-omit",
            "vary-3-no-match",
            "vary-3-order",
        ),
        "Where a header that matters differs, or is there on one side only, the answer is not shared. Which ones "
        "matter is said by the rule's `vary`: upstreams name Origin or Accept-Encoding on every answer.",
        test="test_an_answer_is_shared_only_where_all_headers_of_vary_are_equal",
    ),
    *family(
        (
            "vary-star",
            "vary-syntax-star",
            "vary-syntax-star-star",
            "vary-syntax-star-star-lines",
            "vary-syntax-empty-star",
            "vary-syntax-empty-star-lines",
            "vary-syntax-star-foo",
            "vary-syntax-foo-star",
        ),
        "An answer that depends on more than the request, as Vary: * says, is not reused.",
        test="test_an_answer_that_varies_with_everything_is_not_kept",
    ),
)

VALIDATION = (
    *family(
        ("conditional-304-etag", "conditional-etag-precedence", "conditional-etag-vary-headers"),
        "Conditional requests and their 304 carry the right fields.",
        why_not=NO_VALIDATORS,
    ),
    *family(
        (
            "304-lm-use-stored-Test-Header",
            *(
                f"304-etag-update-response-{name}"
                for name in (
                    "Test-Header", "X-Test-Header", "Content-Foo", "X-Content-Foo", "Cache-Control",
                    "Content-Encoding", "Content-Length", "Content-Location", "Content-MD5", "Content-Range",
                    "Content-Security-Policy", "Content-Type", "Clear-Site-Data", "ETag", "Expires",
                    "Public-Key-Pins", "Set-Cookie", "Set-Cookie2", "X-Frame-Options", "X-XSS-Protection",
                )
            ),
        ),
        "A 304 brings the stored response's header fields up to date.",
        why_not=NO_VALIDATORS,
    ),
)  # fmt: skip

HEADERS = (
    *family(
        (
            "headers-omit-headers-listed-in-Connection",
            *(
                f"headers-store-{name}"
                for name in (
                    "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authentication-Info",
                    "Proxy-Authorization", "Proxy-Connection", "TE", "Transfer-Encoding", "Upgrade",
                )
            ),
        ),
        "A field that belongs to one connection is not kept.",
        test="test_a_hit_carries_none_of_the_upstreams_header_fields",
    ),
    *family(
        ("headers-store-Content-Type", "headers-store-Content-Length"),
        "A hit has the type and the length of the body that it brings.",
        test="test_a_hit_has_the_type_and_length_of_its_own_body",
    ),
    held(
        "headers-store-Content-Encoding", "An encoded body is never replayed without saying so.",
        "test_an_encoded_answer_is_not_kept",
    ),
    *family(
        (
            f"headers-store-{name}"
            for name in (
                "Test-Header", "X-Test-Header", "Content-Foo", "X-Content-Foo", "Cache-Control", "Content-Location",
                "Content-MD5", "Content-Range", "Content-Security-Policy", "Clear-Site-Data", "ETag", "Expires",
                "Public-Key-Pins", "Set-Cookie", "Set-Cookie2", "X-Frame-Options", "X-XSS-Protection",
            )
        ),
        "The stored response keeps this header field.",
        why_not=NO_HEADER_FIELDS_KEPT,
    ),
)  # fmt: skip

INVALIDATION = (
    *family(
        (
            f"invalidate-{method}{where}"
            for method in ("POST", "PUT", "DELETE", "M-SEARCH")
            for where in ("", "-location", "-cl")
        ),
        "A request that changes something makes the stored responses of the URLs it names unusable.",
        why_not=POST_CHANGES_NOTHING,
    ),
)

OTHERS = (
    not_here(
        "partial-use-headers", "Parts are combined under the newest header fields.",
        "parts of an answer are neither kept nor combined: see partial-store-partial-complete below",
    ),
    held(
        "other-authorization", "An answer bought with one credential is not served to another.",
        "test_an_answer_bought_with_one_credential_is_not_served_to_another",
    ),
    *family(
        ("other-age-gen", "other-age-update-expires", "other-age-update-max-age"),
        "A stored answer says its age, which grows.",
        test="test_a_hit_says_its_age",
    ),
    not_here("other-date-update", "The stored response's Date is not changed.", NO_HEADER_FIELDS_KEPT),
    held(
        "query-args-different", "Requests that differ in their query string never share.",
        "test_a_query_string_keeps_the_cache_out",
    ),
)  # fmt: skip

REQUIRED: tuple[Case, ...] = (
    *FRESHNESS, *PARSING, *EXPIRES, *RESPONSES, *STATUSES, *VARY, *VALIDATION, *HEADERS, *INVALIDATION, *OTHERS,
)  # fmt: skip
REQUIRED_COUNT = 160
"""As many as the suite marks as required."""

FURTHER: tuple[Case, ...] = (
    *family(
        ("ccreq-ma0", "ccreq-ma1", "ccreq-magreaterage"),
        "A client's max-age refuses an older answer.",
        test="test_a_client_can_only_tighten",
    ),
    *family(
        ("ccreq-min-fresh", "ccreq-min-fresh-age"),
        "A client's min-fresh refuses an answer that expires sooner.",
        test="test_a_client_can_only_tighten",
    ),
    *family(
        ("ccreq-max-stale", "ccreq-max-stale-age"),
        "A client's max-stale takes nothing that the rule does not give: a client can only tighten.",
        test="test_a_client_can_only_tighten",
    ),
    held(
        "ccreq-no-cache", "A client that says no-cache gets a call of its own.",
        "test_no_cache_gets_no_stored_answer_even_in_trouble",
    ),
    *family(
        ("ccreq-no-cache-lm", "ccreq-no-cache-etag"),
        "A client that says no-cache has the stored response validated.",
        why_not=NO_VALIDATORS,
    ),
    held(
        "ccreq-no-store", "A client that says no-store is neither served nor kept.",
        "test_no_store_neither_serves_nor_keeps",
    ),
    held(
        "ccreq-oic", "A client that says only-if-cached gets a stored answer or a 504, and no call.",
        "test_only_if_cached_makes_no_call",
    ),
    held(
        "method-POST", "Other methods on the same path are passed through: they are not answered from what a POST "
        "stored, and disturb none of it.",
        "test_other_methods_on_the_path_neither_use_nor_disturb_what_is_stored",
    ),
    held(
        "partial-store-partial-complete", "Partial content is not kept, nor made whole.",
        "test_only_a_plain_success_is_kept",
    ),
    held(
        "freshness-max-age-date", "The clock of this machine alone counts; an answer that seems to come from the "
        "future is not served.",
        "test_an_answer_from_the_future_is_not_served",
    ),
    held(
        "status-200-fresh", "A fresh answer is reused.",
        "test_an_answer_is_stale_from_the_moment_of_its_expiry",
    ),
    *family(
        ("vary-match", "vary-2-match", "vary-3-match", "vary-3-omit", "vary-invalidate", "vary-cache-key"),
        "Where the headers that matter are equal the answer is shared, whatever the others say.",
        test="test_an_answer_is_shared_only_where_all_headers_of_vary_are_equal",
    ),
    held(
        "vary-normalise-combine", "A header given twice counts with both its values.",
        "test_a_header_given_twice_counts_with_both_its_values",
    ),
    *family(
        (f"vary-normalise-{what}" for what in ("lang-order", "lang-case", "lang-space", "lang-select", "space")),
        "Values that are written differently and mean the same share a response.",
        why_not="a header's value is compared as it is written: that may cost a hit, and never shares too much",
    ),
)  # fmt: skip

STALE: tuple[Case, ...] = (
    held(
        "rfc5861-3", "Within stale-while-revalidate the stale answer is served at once and asked for anew, once.",
        "test_stale_while_revalidate_serves_at_once_and_asks_anew_once",
    ),
    held(
        "rfc5861-3-bound", "After it nothing stale is served.",
        "test_a_stale_answer_is_not_served_beyond_its_bound",
    ),
    held(
        "rfc5861-3-client", "A client that states a max-age or a min-fresh gets no stale answer.",
        "test_a_client_that_states_an_age_gets_nothing_stale",
    ),
    held(
        "rfc5861-4", "Within stale-if-error a stale answer stands in for 500, 502, 503, 504 or no response, marked.",
        "test_stale_if_error_stands_in_for_trouble_and_nothing_else",
    ),
    held(
        "rfc5861-4-bound", "After it the error is handed on.",
        "test_a_stale_answer_is_not_served_beyond_its_bound",
    ),
    held(
        "stale-sie-close", "The same, where the upstream closes the connection.",
        "test_stale_if_error_stands_in_for_trouble_and_nothing_else",
    ),
    held(
        "stale-sie-503", "The same, where the upstream says 503.",
        "test_stale_if_error_stands_in_for_trouble_and_nothing_else",
    ),
    held(
        "stale-close", "Without stale-if-error trouble upstream brings no stale answer.",
        "test_without_leave_nothing_stale_is_served",
    ),
    held(
        "stale-503", "Without stale-if-error a 503 is handed on.",
        "test_without_leave_nothing_stale_is_served",
    ),
    *family(
        ("stale-warning-stored", "stale-warning-become"),
        "A stale response carries a Warning.",
        why_not="RFC 9111 took Warning back; Cache-Status says that an answer is stale, and its age",
    ),
    held(
        "rfc5861-event", "An answer that an event ended is gone, not stale: no allowance brings it back.",
        "test_an_ended_answer_is_gone_not_stale",
    ),
)  # fmt: skip

ALL = (*REQUIRED, *FURTHER, *STALE)
