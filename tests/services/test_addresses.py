from __future__ import annotations

import pytest

from wizard.domain.errors import SetupMustChange
from wizard.services.addresses import base_url, is_loopback, salesforce_url, trusted_instance


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.1", "::1"])
def test_this_computer(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "localhost.example", "127.0.0.1.example", "127.1", "0.0.0.0", "10.0.0.1", "::", "xlocalhost"]
)
def test_other_computers(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://api.sansan.com", "https://api.sansan.com"),
        (" https://api.sansan.com/v6.0/?x=1 ", "https://api.sansan.com"),
        ("HTTPS://API.Example:8443", "https://api.example:8443"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("http://[::1]:9000", "http://[::1]:9000"),
        ("https://my-org--uat.sandbox.my.salesforce.com", "https://my-org--uat.sandbox.my.salesforce.com"),
        ("https://例え.jp", "https://例え.jp"),
    ],
)
def test_the_origin_of_an_address(typed: str, origin: str) -> None:
    assert base_url(typed) == origin


@pytest.mark.parametrize(
    "typed",
    [
        "http://api.sansan.com",
        "http://localhost.example",
        "http://127.0.0.1.example:80",
        "http://0.0.0.0:80",
        "http://10.0.0.1",
        "HTTP://example.com",
    ],
)
def test_plain_http_to_another_computer_is_refused(typed: str) -> None:
    with pytest.raises(SetupMustChange) as caught:
        base_url(typed)
    assert (caught.value.code, caught.value.details) == ("plain_http", {"address": typed})


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "api.sansan.com",
        "ftp://api.sansan.com",
        "file:///etc/passwd",
        "https://",
        "https://:443",
        "https://host:notaport",
        "https://host:99999",
        "https://user:secret@host",
        "http://localhost@evil.example",
        "https://[::1",
        "https://exa mple.com",
        "https://" + "a" * 64 + ".example",
        "https://.example",
        "https://a..example",
        "https://a%20b.example",
        "https://ho\u2100st",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(SetupMustChange) as caught:
        base_url(typed)
    assert caught.value.code == "bad_address"


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://corp.lightning.force.com/lightning/page/home", "https://corp.my.salesforce.com"),
        ("corp.lightning.force.com", "https://corp.my.salesforce.com"),
        ("https://corp.my.salesforce-setup.com/", "https://corp.my.salesforce.com"),
        ("https://corp--uat.sandbox.lightning.force.com", "https://corp--uat.sandbox.my.salesforce.com"),
        ("https://CORP.my.salesforce.com/", "https://corp.my.salesforce.com"),
        ("corp.my.salesforce.com", "https://corp.my.salesforce.com"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://login.corp.example/.lightning.force.com", "https://login.corp.example"),
    ],
)
def test_the_api_origin_for_what_a_person_typed(typed: str, origin: str) -> None:
    assert salesforce_url(typed) == origin


@pytest.mark.parametrize("typed", ["http://corp.lightning.force.com", "corp lightning", ""])
def test_a_wrong_domain_is_refused(typed: str) -> None:
    with pytest.raises(SetupMustChange):
        salesforce_url(typed)


@pytest.mark.parametrize(
    ("login", "instance"),
    [
        ("https://login.salesforce.com", "https://corp.my.salesforce.com"),
        ("https://login.salesforce.com", "https://corp--uat.sandbox.my.salesforce.com/"),
        ("https://corp.my.salesforce.mil", "https://corp.my.salesforce.mil"),
        ("https://login.corp.example", "https://login.corp.example"),
        ("http://localhost:8001", "http://127.0.0.1:8002"),
    ],
)
def test_a_token_goes_to_salesforce_or_back_to_where_it_came_from(login: str, instance: str) -> None:
    assert trusted_instance(login, instance) == instance.rstrip("/")


@pytest.mark.parametrize(
    ("login", "instance", "code"),
    [
        ("https://login.salesforce.com", "https://evil.example", "strange_instance"),
        ("https://login.salesforce.com", "https://evilsalesforce.com", "strange_instance"),
        ("https://login.salesforce.com", "https://salesforce.com.evil.example", "strange_instance"),
        ("https://login.salesforce.com", "https://127.0.0.1:8000", "strange_instance"),
        ("http://localhost:8001", "https://evil.example", "strange_instance"),
        ("https://login.salesforce.com", "http://corp.my.salesforce.com", "plain_http"),
        ("https://login.salesforce.com", "https://x@corp.my.salesforce.com", "bad_address"),
        ("https://login.salesforce.com", "", "bad_address"),
    ],
)
def test_a_token_goes_nowhere_else(login: str, instance: str, code: str) -> None:
    with pytest.raises(SetupMustChange) as caught:
        trusted_instance(login, instance)
    assert caught.value.code == code
