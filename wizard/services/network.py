"""How this computer reaches a service: its proxy, and whose certificates are trusted."""

from __future__ import annotations

import base64
import os
import re
import ssl
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter
from requests.utils import get_auth_from_url, get_environ_proxies, prepend_scheme_if_needed, select_proxy

from wizard.domain.errors import SetupMustChange
from wizard.domain.requirement import OK, PROBLEM, Requirement
from wizard.services.addresses import is_loopback
from wizard.services.network_variables import BUNDLES, PROXIES
from wizard.services.system.proxy import system_proxy, unread_configuration

_HASHED = re.compile(r"[0-9a-f]{8}\.\d", re.IGNORECASE)  # how OpenSSL looks a certificate up in a folder


class ProxyAdapter(HTTPAdapter):
    """Names itself to a proxy in UTF-8, as browsers do: requests alone refuses what Latin-1 lacks."""

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        """Return what a proxy is told of the name and password in its address."""
        username, password = get_auth_from_url(proxy)
        if not username:
            return {}
        return {"Proxy-Authorization": "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode()}


def require_usable() -> None:
    """Make sure that every network variable of the environment can work, before anything is sent.

    Raises ``SetupMustChange``: ``certificates_missing``, ``certificates_unusable``, ``proxy_unusable``, each naming
    the variable.
    """
    for variable in BUNDLES:
        if file := os.environ.get(variable):
            _require_certificates(variable, Path(file))
    for variable in (name for upper in PROXIES for name in (upper, upper.lower())):
        if not _is_proxy(os.environ.get(variable, "")):
            raise SetupMustChange("proxy_unusable", variable=variable)


def checks(*urls: str) -> tuple[Requirement, ...]:
    """Return what connections to these go through, and what their certificates are checked against."""
    return (*map(_proxy, urls), *_roots())


def proxy_of(url: str) -> str:
    """Return the proxy between us and an address, empty where there is none. It may hold a password.

    Where neither a variable nor a fixed setting of the system names one, its automatic configuration is asked.
    """
    host = urlsplit(url).hostname or ""
    if is_loopback(host):
        return ""
    given = get_environ_proxies(url)
    return (select_proxy(url, given) or "") if given or _is_chosen() else system_proxy(url)


def _is_chosen() -> bool:
    """Whether the environment says how to connect: with a proxy for some addresses, and directly to the rest."""
    names = (*PROXIES, "NO_PROXY")
    return any(os.environ.get(name) for upper in names for name in (upper, upper.lower()))


def host_of(proxy: str) -> str:
    """Return the host of a proxy's address, never the name and password that may stand before it."""
    return urlsplit(_with_scheme(proxy)).hostname or ""


def _with_scheme(proxy: str) -> str:
    return str(prepend_scheme_if_needed(proxy, "http"))  # type: ignore[no-untyped-call]


def _proxy(url: str) -> Requirement:
    proxy = proxy_of(url)
    details = {"host": urlsplit(url).hostname or "", "proxy": host_of(proxy) if proxy else ""}
    if not proxy and not is_loopback(str(details["host"])) and (configuration := unread_configuration()):
        return Requirement("proxy_configuration", PROBLEM, details={**details, "file": configuration})
    return Requirement("proxy" if proxy else "no_proxy", OK, details=details)


@lru_cache
def _is_proxy(value: str) -> bool:
    """Whether requests can use a proxy of this address here; asked of requests itself."""
    try:
        url = _with_scheme(value)
        return not value or bool(urllib3.util.parse_url(url).host and ProxyAdapter().proxy_manager_for(url))
    except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError):
        return False


def _require_certificates(variable: str, file: Path) -> None:
    if not file.exists():
        raise SetupMustChange("certificates_missing", variable=variable, file=str(file))
    changed = file.stat().st_mtime_ns
    if not (_has_hashed(file) if file.is_dir() and variable != "SSL_CERT_FILE" else _has_certificate(file, changed)):
        raise SetupMustChange("certificates_unusable", variable=variable, file=str(file))


@lru_cache  # for as long as the file stays as it is: reading 150 certificates takes 30 ms, and every client asks
def _has_certificate(file: Path, _changed: int) -> bool:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cafile=str(file))
        return b"CERTIFICATE-----" in file.read_bytes()  # a list of revoked ones can be loaded, too
    except (OSError, ValueError):
        return False


def _has_hashed(folder: Path) -> bool:
    return any(_HASHED.fullmatch(path.name) for path in folder.iterdir())


def _roots() -> Iterator[Requirement]:
    """Say of each variable whether its file adds to the system's store or takes its place; each was tried apart.

    Of the two that requests reads the first counts. truststore adds it to the system's store.
    """
    given = [(name, os.environ[name]) for name in BUNDLES if os.environ.get(name)]
    of_requests = [entry for entry in given if entry[0] != "SSL_CERT_FILE"]
    for variable, file in given:
        details = {"variable": variable, "file": file}
        if variable == "SSL_CERT_FILE":
            yield Requirement(_openssl_roots(), OK, details=details)
        elif (variable, file) == of_requests[0]:
            added = ssl.SSLContext is truststore.SSLContext
            yield Requirement("added_roots" if added else "given_roots", OK, details=details)
        else:
            yield Requirement("unused_roots", OK, details=details)
    if not given:
        yield Requirement("system_roots", OK)


def _openssl_roots() -> str:
    """OpenSSL reads SSL_CERT_FILE in place of its file, and its folder as ever; other systems' stores know neither."""
    if sys.platform in ("win32", "darwin"):
        return "unused_roots"
    folder = Path(ssl.get_default_verify_paths().capath or "/nowhere")
    return "added_roots" if folder.is_dir() and _has_hashed(folder) else "given_roots"
