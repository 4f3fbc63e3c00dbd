"""Which addresses may be spoken to, and how: https everywhere, plain http on loopback only."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from wizard.domain.errors import SetupMustChange
from wizard.domain.text import visible

_HOST = re.compile(r"[A-Za-z0-9._-]+")
_SALESFORCE_FAMILY = (".salesforce.com", ".force.com", ".salesforce.mil", ".sfcrmproducts.cn")


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this computer."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def base_url(text: str) -> str:
    """Return the origin of ``text`` (scheme, host, port), checked.

    Raises ``SetupMustChange``: ``bad_address`` when it is no http(s) address, ``plain_http`` when it is
    plain http to another computer.
    """
    try:
        parts = urlsplit(visible(text).strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise SetupMustChange("bad_address", address=text) from None
    if parts.scheme not in ("http", "https") or not _is_host(host) or parts.username is not None:
        raise SetupMustChange("bad_address", address=text)
    if parts.scheme == "http" and not is_loopback(host):
        raise SetupMustChange("plain_http", address=text)
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def _is_host(host: str) -> bool:
    try:
        return ":" in host or _HOST.fullmatch(host.encode("idna").decode()) is not None
    except UnicodeError:  # an empty label, or one too long
        return False


def api_url(text: str) -> str:
    """Return ``text`` checked as ``base_url`` does, with its path, without the last slash."""
    return base_url(text) + urlsplit(visible(text).strip()).path.rstrip("/")


def salesforce_url(text: str) -> str:
    """Return the API origin for what a person typed: a Lightning address becomes its My Domain one.

    salesforce.md §1.1 [I]. Raises like ``base_url``.
    """
    text = visible(text)
    address = base_url(text if "://" in text else f"https://{text}")
    host = urlsplit(address).hostname or ""
    for lightning in (".lightning.force.com", ".my.salesforce-setup.com"):
        if host.endswith(lightning):
            return f"https://{host.removesuffix(lightning)}.my.salesforce.com"
    return address


def is_salesforce(host: str) -> bool:
    """Whether ``host`` is one of Salesforce's own."""
    return host.endswith(_SALESFORCE_FAMILY)


def trusted_instance(login_url: str, instance_url: str) -> str:
    """Return the origin of ``instance_url`` when a token may be sent there.

    It comes from a server's answer, so it must be the login host itself, another loopback port when the
    login is on loopback, or a Salesforce host. Raises ``SetupMustChange`` (``strange_instance``).
    """
    instance = base_url(instance_url)
    host, login_host = urlsplit(instance).hostname or "", urlsplit(login_url).hostname or ""
    both_local = is_loopback(host) and is_loopback(login_host)
    if both_local or host == login_host or is_salesforce(host):
        return instance
    raise SetupMustChange("strange_instance", address=instance)
