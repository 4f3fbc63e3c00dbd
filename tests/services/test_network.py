"""The network of a company: what its variables mean here, and what its proxy says."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from tests.services.faulty import Faulty, answer
from wizard.domain.errors import ConnectionLost, SetupMustChange
from wizard.services.http import Session
from wizard.services.network_variables import BUNDLES, PROXIES


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer on which none of the variables is set."""
    for name in (*BUNDLES, *PROXIES, *map(str.lower, PROXIES), "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


def refused() -> SetupMustChange:
    with pytest.raises(SetupMustChange) as caught:
        Session()
    return caught.value


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate in both its usual forms, and its key."""
    folder = tmp_path_factory.mktemp("authority")
    command = "req -x509 -newkey rsa:2048 -nodes -subj /CN=House -keyout key.pem -out ca.pem -days 2"
    subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
    subprocess.run(["openssl", "x509", "-in", "ca.pem", "-outform", "der", "-out", "ca.cer"], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize("variable", BUNDLES)
def test_a_file_of_certificates_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, tmp_path: Path
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "company.pem"))
    fault = refused()
    assert fault.code == "certificates_missing"
    assert fault.details == {"variable": variable, "file": str(tmp_path / "company.pem")}


@pytest.mark.parametrize("variable", BUNDLES)
@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff\xfe\x00", "key.pem", "ca.cer"])
def test_a_file_without_a_certificate_that_can_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, content: bytes | str, authority: Path, tmp_path: Path
) -> None:
    file = tmp_path / "company.pem"
    file.write_bytes(content if isinstance(content, bytes) else (authority / content).read_bytes())
    monkeypatch.setenv(variable, str(file))
    fault = refused()
    assert (fault.code, fault.details["variable"]) == ("certificates_unusable", variable)


@pytest.mark.parametrize("variable", BUNDLES)
def test_a_folder_counts_where_requests_looks_into_it(
    monkeypatch: pytest.MonkeyPatch, variable: str, authority: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv(variable, str(tmp_path))
    assert refused().code == "certificates_unusable"
    (tmp_path / "company.pem").write_bytes((authority / "ca.pem").read_bytes())
    subprocess.run(["openssl", "rehash", str(tmp_path)], check=True)
    if variable == "SSL_CERT_FILE":  # which OpenSSL takes for a file
        assert refused().code == "certificates_unusable"
    else:
        Session().close()


@pytest.mark.parametrize("variable", BUNDLES)
def test_a_good_file_and_an_empty_variable_pass(
    monkeypatch: pytest.MonkeyPatch, variable: str, authority: Path
) -> None:
    for value in (str(authority / "ca.pem"), ""):
        monkeypatch.setenv(variable, value)
        Session().close()


@pytest.mark.parametrize("variable", [*PROXIES, *map(str.lower, PROXIES)])
@pytest.mark.parametrize(
    "value",
    [
        "ftp://proxy:21",
        "socks5://proxy",
        "htp://proxy",
        "http://",
        "http://p:port",
        "http://p:99999",
        "//",
        "proxy:8080",
    ],
)
def test_a_proxy_that_requests_cannot_use_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    fault = refused()
    assert (fault.code, fault.details) == ("proxy_unusable", {"variable": variable})


@pytest.mark.parametrize(
    "value",
    ["http://proxy:8080", "p.example:8080", "proxy", "https://p.example/", "http://a:b%40c@proxy", "http://[::1]:3128"],
)
def test_a_proxy_that_requests_can_use_passes(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", value)
    Session().close()


@pytest.mark.parametrize("status", [407, 401])
@pytest.mark.parametrize(("user", "code"), [("", "proxy_wants_password"), ("me:wrong@", "proxy_refuses_password")])
def test_a_proxy_that_wants_a_password_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, status: int, user: str, code: str
) -> None:
    with Faulty(answer(status)) as proxy, Session() as session:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{user}127.0.0.1:{proxy.port}")
        with pytest.raises(SetupMustChange) as caught:
            session.get("https://api.example")
    assert (caught.value.code, caught.value.details) == (code, {"proxy": "127.0.0.1"})
    assert len(proxy.requests) == 1


@pytest.mark.parametrize(("status", "kind"), [(403, SetupMustChange), (404, SetupMustChange), (502, ConnectionLost)])
def test_a_proxy_that_forbids_is_told_apart_from_one_that_cannot_now(
    monkeypatch: pytest.MonkeyPatch, status: int, kind: type[Exception]
) -> None:
    with Faulty(answer(status)) as proxy, Session() as session:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with pytest.raises(kind):
            session.get("https://api.example")


@pytest.mark.parametrize("name", ["taro", "山田太郎", "müller", "DOMAIN\\taro", "Ольга"])
@pytest.mark.parametrize("password", ["secret", "秘密の言葉", "p@ss:w/rd%41"])
def test_names_and_passwords_of_any_script_reach_the_proxy(
    monkeypatch: pytest.MonkeyPatch, name: str, password: str
) -> None:
    from urllib.parse import quote

    with Faulty(answer(503)) as proxy, Session() as session:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{quote(name)}:{quote(password, safe='')}@127.0.0.1:{proxy.port}")
        with pytest.raises(ConnectionLost):
            session.get("https://api.example")
    told = base64.b64encode(f"{name}:{password}".encode())
    assert b"Proxy-Authorization: Basic " + told in proxy.requests[0]


def test_a_name_that_nobody_encoded_reaches_the_proxy_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with Faulty(answer(503)) as proxy, Session() as session:
        monkeypatch.setenv("HTTPS_PROXY", f"http://山田:秘密@127.0.0.1:{proxy.port}")
        with pytest.raises(ConnectionLost):
            session.get("https://api.example")
    assert base64.b64encode("山田:秘密".encode()) in proxy.requests[0]
