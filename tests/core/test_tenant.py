import ipaddress

import pytest

from semcache.core.tenant import TenantHeader, key_header, tenant_of

HEADER = TenantHeader(b"x-tenant", (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("::1/128")))
ALICE = (b"authorization", b"Bearer alice")
BOB = (b"authorization", b"Bearer bob")


def test_two_credentials_are_two_tenants_and_one_is_one() -> None:
    alice, bob = tenant_of([ALICE], "127.0.0.1"), tenant_of([BOB], "127.0.0.1")
    assert alice is not None
    assert alice.startswith("key:")
    assert alice != bob
    assert alice == tenant_of([(b"user-agent", b"x"), ALICE], "203.0.113.7")


def test_a_credential_is_never_readable_in_the_tenant() -> None:
    assert "alice" not in str(tenant_of([ALICE], None))


@pytest.mark.parametrize(
    "name",
    [b"x-api-key", b"api-key", b"cookie", b"openai-organization", b"openai-project", b"x-goog-api-key"],
)
def test_everything_that_may_authorise_takes_part(name: bytes) -> None:
    tenants = {tenant_of(h, None) for h in ([ALICE], [ALICE, (name, b"1")], [ALICE, (name, b"2")], [(name, b"1")])}
    assert len(tenants) == 4


def test_a_value_cannot_pass_for_another_header() -> None:
    joined = tenant_of([(b"api-key", b"1;9:x-api-key=1:2")], None)
    assert joined != tenant_of([(b"api-key", b"1"), (b"x-api-key", b"2")], None)


@pytest.mark.parametrize(
    ("headers", "peer", "tenant"),
    [
        ([], "127.0.0.1", "local"),
        ([], "127.8.8.8", "local"),
        ([], "::1", "local"),
        ([], "::ffff:127.0.0.1", "local"),
        ([], None, "local"),  # a Unix socket or an in-process client
        ([], "203.0.113.7", None),
        ([], "::ffff:203.0.113.7", None),
        ([], "not-an-address", None),
        # A proxy on this machine makes the whole world look local.
        ([(b"x-forwarded-for", b"203.0.113.7")], "127.0.0.1", None),
        ([(b"forwarded", b"for=203.0.113.7")], "127.0.0.1", None),
        ([(b"x-real-ip", b"203.0.113.7")], "127.0.0.1", None),
    ],
)
def test_a_caller_without_credentials_is_local_or_nobody(
    headers: list[tuple[bytes, bytes]], peer: str | None, tenant: str | None
) -> None:
    assert tenant_of(headers, peer) == tenant


@pytest.mark.parametrize(
    ("headers", "peer", "tenant"),
    [
        ([(b"x-tenant", b"acme")], "10.1.2.3", "name:acme"),
        ([(b"x-tenant", b" acme ")], "::1", "name:acme"),
        ([(b"x-tenant", b"local")], "10.1.2.3", "name:local"),
        ([(b"x-tenant", b"acme"), (b"x-tenant", b"bolt")], "10.1.2.3", None),
        ([(b"x-tenant", b"")], "10.1.2.3", None),
        ([(b"x-tenant", b"acme")], "203.0.113.7", None),
        ([(b"x-tenant", b"acme")], "127.0.0.1", "local"),
    ],
)
def test_a_header_names_a_tenant_only_from_a_trusted_proxy(
    headers: list[tuple[bytes, bytes]], peer: str, tenant: str | None
) -> None:
    assert tenant_of(headers, peer, HEADER) == tenant


def test_an_untrusted_tenant_header_does_not_move_a_credential() -> None:
    assert tenant_of([ALICE, (b"x-tenant", b"bob")], "203.0.113.7", HEADER) == tenant_of([ALICE], None)


@pytest.mark.parametrize(
    ("host", "path", "expected"),
    [
        ("api.anthropic.com", "/v1/messages", ("x-api-key", "k")),
        ("api.anthropic.com", "/v1/models", ("x-api-key", "k")),
        ("api.anthropic.com", "/v1/chat/completions", ("authorization", "Bearer k")),
        ("10.0.0.1", "/v1/messages", ("authorization", "Bearer k")),
        ("api.openai.com", "/v1/chat/completions", ("authorization", "Bearer k")),
    ],
)
def test_our_key_is_shown_as_each_server_takes_it(host: str, path: str, expected: tuple[str, str]) -> None:
    assert key_header(host, path, "k") == expected
