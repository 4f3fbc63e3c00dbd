"""Answers that no service of ours gave: the page or the redirect of a proxy, a firewall, an edge, a maintenance."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import requests

from wizard.domain.errors import PassingFault
from wizard.services.http import retry_after

BAD_TOKEN = re.compile(rb"\w+_OAuth_Token")
"""What the identity service of Salesforce says of a bad token, as a plain text (salesforce.md §1.4 [C2])."""

_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|script|meta|title|h1|center)\b", re.IGNORECASE)
_HEAD = 200  # bytes looked at
_PROXY_WANTS_PASSWORD = 407


def check_answerer(response: requests.Response) -> None:
    """Raise ``PassingFault`` (``something_between``) for a page or a redirect, which no call of an API answers.

    A page with 5xx passes, as ``check_passing`` judges by the status.
    """
    status = response.status_code
    if status < 500 and (_leads_elsewhere(response) or status == _PROXY_WANTS_PASSWORD or is_page(response)):
        raise answered_between(response)


def answered_between(response: requests.Response) -> PassingFault:
    """Return the fault that names what answered: the host that was asked, the status, and where it sends."""
    status = str(response.status_code)
    if target := redirect_host(response):
        status = f"{status} → {target}"
    host = urlsplit(response.url).hostname or ""
    return PassingFault("something_between", retry_after(response), host=host, status=status)


def redirect_host(response: requests.Response) -> str:
    """Return the host a redirect leads to; empty when it is none, or leads to the same host."""
    if not _leads_elsewhere(response):
        return ""
    try:
        target = urlsplit(response.headers.get("Location", "")).hostname or ""
    except ValueError:
        return ""
    return "" if target == urlsplit(response.url).hostname else target


def _leads_elsewhere(response: requests.Response) -> bool:
    return response.status_code in (301, 302, 303, 307, 308)


def is_page(response: requests.Response) -> bool:
    """Whether the body is a page; Salesforce's own text for a bad token may be marked as one, too."""
    start = response.content[:_HEAD].strip()
    marked = "html" in response.headers.get("Content-Type", "").lower()
    return bool(_HTML.match(start)) or (marked and bool(start) and not BAD_TOKEN.fullmatch(start))
