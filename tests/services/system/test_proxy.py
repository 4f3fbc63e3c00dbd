"""A proxy that only the system's automatic configuration knows."""

from __future__ import annotations

import pytest

from wizard.services import network, network_variables
from wizard.services.system import proxy

MAC = """<dictionary> {
  HTTPEnable : 0
  ProxyAutoConfigEnable : 1
  ProxyAutoConfigURLString : http://proxy.example.com/proxy.pac
  ProxyAutoDiscoveryEnable : 0
}
"""


@pytest.mark.parametrize(
    ("answer", "first"),
    [
        ("proxy-a.example.com:8080;proxy-b.example.com:80", "http://proxy-a.example.com:8080"),
        ("proxy-a.example.com:8080 proxy-b.example.com:80", "http://proxy-a.example.com:8080"),
        ("socks=s:1080;https=p:3128", "http://p:3128"),
        ("http://p:3128", "http://p:3128"),
        ("", ""),
    ],
)
def test_the_first_proxy_that_windows_names_is_taken(answer: str, first: str) -> None:
    assert proxy.first_proxy(answer) == first


def test_a_mac_names_its_configuration() -> None:
    assert proxy.configuration_of(MAC) == "http://proxy.example.com/proxy.pac"
    assert proxy.configuration_of(MAC.replace("Enable : 1", "Enable : 0")) == ""
    assert proxy.configuration_of("  ProxyAutoDiscoveryEnable : 1\n") == "WPAD"
    assert proxy.configuration_of("") == ""


@pytest.fixture
def automatic(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*network_variables.PROXIES, "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setattr(network, "system_proxy", lambda _url: "http://by-configuration:8080")


@pytest.mark.usefixtures("automatic")
def test_the_system_is_asked_where_nothing_else_names_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    assert network.proxy_of("https://api.sansan.com/v6.0") == "http://by-configuration:8080"
    assert network.proxy_of("http://127.0.0.1:8000") == ""
    monkeypatch.setenv("HTTPS_PROXY", "http://given:1")
    assert network.proxy_of("https://api.sansan.com/v6.0") == "http://given:1"
    monkeypatch.setenv("NO_PROXY", "api.sansan.com")
    assert network.proxy_of("https://api.sansan.com/v6.0") == ""


@pytest.mark.usefixtures("automatic")
def test_the_check_names_the_proxy_or_what_could_not_be_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert network.checks("https://api.sansan.com")[0].code == "proxy"
    monkeypatch.setattr(network, "system_proxy", lambda _url: "")
    assert network.checks("https://api.sansan.com")[0].code == "no_proxy"
    monkeypatch.setattr(network, "unread_configuration", lambda: "http://p/proxy.pac")
    found = network.checks("https://api.sansan.com")[0]
    assert (found.code, found.state, found.required) == ("proxy_configuration", "problem", False)
    assert network.checks("http://127.0.0.1:1")[0].code == "no_proxy"
