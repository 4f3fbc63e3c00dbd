"""The proxy that the system would use for an address, where only an automatic configuration (PAC, WPAD) knows it.

The embedded browser follows such a configuration by itself; requests does not. Windows is asked (WinHTTP); on macOS the
configuration can only be named. Not yet tried on either.
"""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from functools import lru_cache
from urllib.parse import urlsplit

from wizard.services.system.programs import run_tool

_SECONDS = 5.0
_AUTO_DETECT, _CONFIG_URL, _BY_DHCP_AND_DNS = 1, 2, 3  # WINHTTP_AUTOPROXY_…, WINHTTP_AUTO_DETECT_TYPE_…


class _PersonsConfig(ctypes.Structure):
    """WINHTTP_CURRENT_USER_IE_PROXY_CONFIG."""

    _fields_ = (
        ("fAutoDetect", ctypes.c_int),
        ("lpszAutoConfigUrl", ctypes.c_wchar_p),
        ("lpszProxy", ctypes.c_wchar_p),
        ("lpszProxyBypass", ctypes.c_wchar_p),
    )


class _Options(ctypes.Structure):
    """WINHTTP_AUTOPROXY_OPTIONS."""

    _fields_ = (
        ("dwFlags", ctypes.c_uint32),
        ("dwAutoDetectFlags", ctypes.c_uint32),
        ("lpszAutoConfigUrl", ctypes.c_wchar_p),
        ("lpvReserved", ctypes.c_void_p),
        ("dwReserved", ctypes.c_uint32),
        ("fAutoLogonIfChallenged", ctypes.c_int),
    )


class _Found(ctypes.Structure):
    """WINHTTP_PROXY_INFO."""

    _fields_ = (
        ("dwAccessType", ctypes.c_uint32),
        ("lpszProxy", ctypes.c_wchar_p),
        ("lpszProxyBypass", ctypes.c_wchar_p),
    )


def first_proxy(answer: str) -> str:
    """Return the first proxy of WinHTTP's list, such as ``proxy-a:8080;proxy-b:80`` or ``https=proxy:8080``."""
    for word in re.split(r"[;\s]+", answer.strip()):
        scheme, _, address = word.rpartition("=")
        if address and scheme in ("", "http", "https"):
            return address if "://" in address else f"http://{address}"
    return ""


def configuration_of(printed: str) -> str:
    """Return the address of the automatic configuration that ``scutil --proxy`` tells; empty where there is none."""
    values: dict[str, str] = dict(re.findall(r"^\s*(\w+) : (.*)$", printed, re.MULTILINE))
    if values.get("ProxyAutoConfigEnable") == "1":
        return values.get("ProxyAutoConfigURLString", "")
    return "WPAD" if values.get("ProxyAutoDiscoveryEnable") == "1" else ""


def system_proxy(url: str) -> str:
    """Return the proxy that the system's automatic configuration gives for an address; empty where it gives none."""
    host = urlsplit(url).hostname
    return _windows_proxy(f"https://{host}/") if host and sys.platform == "win32" else ""


@lru_cache(maxsize=1)
def unread_configuration() -> str:
    """Return the automatic configuration that this system has and we cannot follow; empty where there is none."""
    if sys.platform != "darwin":
        return ""
    try:
        return configuration_of(run_tool(["scutil", "--proxy"], _SECONDS).stdout)
    except (OSError, subprocess.TimeoutExpired):
        return ""


@lru_cache(maxsize=64)
def _windows_proxy(url: str) -> str:
    if sys.platform != "win32":
        return ""
    winhttp = ctypes.windll.winhttp
    winhttp.WinHttpOpen.restype = ctypes.c_void_p
    config, found = _PersonsConfig(), _Found()
    if not winhttp.WinHttpGetIEProxyConfigForCurrentUser(ctypes.byref(config)):
        return ""
    if not (config.fAutoDetect or config.lpszAutoConfigUrl):
        return ""
    options = _Options(
        dwFlags=(_AUTO_DETECT if config.fAutoDetect else 0) | (_CONFIG_URL if config.lpszAutoConfigUrl else 0),
        dwAutoDetectFlags=_BY_DHCP_AND_DNS if config.fAutoDetect else 0,
        lpszAutoConfigUrl=config.lpszAutoConfigUrl,
        fAutoLogonIfChallenged=1,
    )
    session = ctypes.c_void_p(winhttp.WinHttpOpen("sansan-salesforce", 1, None, None, 0))
    try:
        if winhttp.WinHttpGetProxyForUrl(session, url, ctypes.byref(options), ctypes.byref(found)):
            return first_proxy(found.lpszProxy or "")
        return ""
    finally:
        winhttp.WinHttpCloseHandle(session)
