"""Which addresses the embedded sign-in page may open."""

from __future__ import annotations

import ipaddress
from enum import Enum, auto

from PySide6.QtCore import QUrl

# Hosts on which Salesforce itself speaks; sites that its customers fill are not among them (salesforce.md §1.1).
_SALESFORCE = (
    ".salesforce.com",
    ".lightning.force.com",
    ".my.salesforce-setup.com",
    ".salesforce.mil",
    ".sfcrmproducts.cn",
)
_INSIDE_A_PAGE = ("https", "about", "blob", "data")


class Verdict(Enum):
    """What to do with an address: open it, take it as the sign-in's answer, ask the person, or refuse it."""

    OPEN = auto()
    ANSWER = auto()
    ASK = auto()
    REFUSE = auto()


class Gate:
    """Judges addresses for one sign-in that begins at ``start`` and is answered at ``redirect``."""

    def __init__(self, start: QUrl, redirect: QUrl) -> None:
        self._start, self._redirect = start, redirect
        self._accepted: set[str] = set()

    def accept(self, url: QUrl) -> None:
        """Let the host of ``url`` in from now on: the person said so."""
        self._accepted.add(url.host())

    def judge(self, url: QUrl, *, main_frame: bool) -> Verdict:
        """Return what to do with ``url``. A frame inside a page may be any encrypted one, but never the answer."""
        if _same_place(url, self._redirect):
            return Verdict.ANSWER if main_frame else Verdict.REFUSE
        if self._is_home(url) or url == QUrl("about:blank"):
            return Verdict.OPEN
        if not main_frame:
            return Verdict.OPEN if url.scheme() in _INSIDE_A_PAGE else Verdict.REFUSE
        if url.scheme() != "https" or url.userInfo() or is_loopback(url):
            return Verdict.REFUSE
        return Verdict.OPEN if url.host() in self._accepted else Verdict.ASK

    def _is_home(self, url: QUrl) -> bool:
        if url.userInfo():
            return False
        if is_loopback(self._start):
            return is_loopback(url) and url.scheme() in ("http", "https")
        return url.scheme() == "https" and (url.host() == self._start.host() or is_salesforce(url))


def is_salesforce(url: QUrl) -> bool:
    """Whether the host is one of Salesforce's own."""
    return url.host().endswith(_SALESFORCE)


def is_loopback(url: QUrl) -> bool:
    """Whether the host is this computer."""
    if url.host() == "localhost":
        return True
    try:
        return ipaddress.ip_address(url.host()).is_loopback
    except ValueError:
        return False


def shown(url: QUrl) -> str:
    """Return the address in plain letters, so that none can look like another."""
    return bytes(url.toEncoded().data()).decode("ascii")


def shown_host(url: QUrl) -> str:
    """Return the host in plain letters."""
    return bytes(QUrl.toAce(url.host()).data()).decode("ascii")


def _same_place(one: QUrl, other: QUrl) -> bool:
    # QUrl.matches and adjusted raise TypeError in PySide6, so the parts are compared.
    parts = [(url.scheme(), url.host(), url.port(80), url.path()) for url in (one, other)]
    return parts[0] == parts[1]
