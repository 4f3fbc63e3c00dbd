"""How this computer reaches a service: its proxy, and whose certificates are trusted."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from requests.utils import get_environ_proxies, select_proxy

from wizard.domain.requirement import OK, PROBLEM, Requirement
from wizard.services.addresses import is_loopback


def checks(*urls: str) -> tuple[Requirement, ...]:
    """Return what connections to these go through, and what their certificates are checked against."""
    return (*map(_proxy, urls), _roots())


def _proxy(url: str) -> Requirement:
    host = urlsplit(url).hostname or ""
    found = None if is_loopback(host) else select_proxy(url, get_environ_proxies(url))
    proxy = urlsplit(found).hostname if found else ""  # never the name and password that may stand before it
    return Requirement("proxy" if proxy else "no_proxy", OK, details={"host": host, "proxy": proxy or ""})


def _roots() -> Requirement:
    """A bundle named by the environment takes the place of the system's store (requests' documentation)."""
    bundle = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or ""
    if not bundle:
        return Requirement("system_roots", OK)
    return Requirement("given_roots", OK if Path(bundle).exists() else PROBLEM, details={"file": bundle})
