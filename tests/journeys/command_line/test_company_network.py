"""Network settings that cannot work are named by every command that would use them, before anything is sent."""

from __future__ import annotations

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import Administrator, Sansan
from tests.services.faulty import Faulty, answer


@pytest.fixture
def hasty(admin: Administrator) -> HastyAdministrator:
    return HastyAdministrator(admin.folder, admin.ready)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("REQUESTS_CA_BUNDLE", "/nowhere/company.pem"),
        ("CURL_CA_BUNDLE", "/etc/hostname"),
        ("SSL_CERT_FILE", "/nowhere/company.pem"),
        ("HTTPS_PROXY", "socks5://proxy.example:1080"),
        ("https_proxy", "http://proxy.example:port"),
        ("ALL_PROXY", "htp://proxy.example"),
    ],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_variable_that_cannot_be_used_stops_set_up_and_transfer(
    hasty: HastyAdministrator, sansan: Sansan, variable: str, value: str, lang: str
) -> None:
    refused = hasty.type("setup", hasty.setup_file(), "--json", "--lang", lang, **{variable: value})
    assert refused.code == 2
    assert variable in refused.json["message"]
    asked = sansan.requests()
    hasty.set_up()
    assert sansan.requests() > asked
    asked = sansan.requests()
    for words in (("sync",), ("sync", "--dry-run")):
        refused = hasty.type(*words, "--json", "--lang", lang, **{variable: value})
        assert (refused.code, variable in refused.json["message"]) == (2, True)
    assert sansan.requests() == asked
    assert hasty.type("status", "--json", **{variable: value}).code == 0


@pytest.mark.parametrize("status", [407, 401])
def test_a_wrong_password_goes_to_the_proxy_once(hasty: HastyAdministrator, status: int) -> None:
    with Faulty(answer(status)) as proxy:
        told = {
            "SANSAN_API_URL": "https://api.sansan.example",
            "HTTPS_PROXY": f"http://me:wrong-word@127.0.0.1:{proxy.port}",
        }
        refused = hasty.type("setup", hasty.setup_file(), "--json", "--lang", "en", **told)
        assert refused.code == 2
        assert "refuses the name and password" in refused.json["message"]
        assert "wrong-word" not in refused.stdout + refused.stderr
        assert len(proxy.requests) == 1
        hasty.set_up()
        del proxy.requests[:]
        assert hasty.type("sync", "--json", **told).code == 2
        assert len(proxy.requests) == 1
