"""The embedded browser goes through the proxy of the rest of the program, and names itself there."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from PySide6.QtNetwork import QAuthenticator, QNetworkProxy

_KINDS = {"socks5": QNetworkProxy.ProxyType.Socks5Proxy, "socks5h": QNetworkProxy.ProxyType.Socks5Proxy}
_PORTS = {"https": 443, "socks5": 1080, "socks5h": 1080}


def use(address: str) -> None:
    """Let pages be loaded through the proxy at this address; empty: as the system says."""
    proxy = QNetworkProxy()
    if address:
        parts = urlsplit(address)
        proxy.setType(_KINDS.get(parts.scheme, QNetworkProxy.ProxyType.HttpProxy))
        proxy.setHostName(parts.hostname or "")
        proxy.setPort(parts.port or _PORTS.get(parts.scheme, 80))
    QNetworkProxy.setApplicationProxy(proxy)


class Credentials:
    """Name and password from a proxy's address; told once, for a proxy that refuses them asks again without end."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._told = False

    def answer(self, asks: QAuthenticator) -> str:
        """Answer a proxy; return what hinders that: ``proxy_password``, ``proxy_refused``, or nothing."""
        if not self._user:
            return "proxy_password"
        if self._told:
            return "proxy_refused"
        self._told = True
        asks.setUser(self._user)
        asks.setPassword(self._password)
        return ""
