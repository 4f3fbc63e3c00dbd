"""One way to speak HTTP: time-outs on every call, no redirects, loopback without proxy, faults as our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
import truststore

from wizard import __version__
from wizard.domain.errors import AppError, ConnectionLost, PassingFault, SetupMustChange
from wizard.services import network
from wizard.services.addresses import is_loopback
from wizard.services.json_text import read_json

CONNECT_SECONDS, READ_SECONDS = 10, 60
_VOUCH_SECONDS = 5
_PIECE = 1 << 16  # bytes


class Session(requests.Session):
    """A requests session for one service.

    Raises ``ConnectionLost`` when no answer came, ``SetupMustChange`` for an unknown host or a certificate
    that cannot be trusted, and from the beginning for network settings that cannot work (``network.require_usable``).
    Redirects are not followed, so that no key goes where it was not meant for.
    """

    def __init__(self) -> None:
        network.require_usable()
        truststore.inject_into_ssl()  # what the system trusts counts; loaded only now, for many commands ask nobody
        super().__init__()
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # several threads share it: it keeps nothing
        self.mount("https://", _Adapter())
        self.mount("http://", _Adapter())
        self.auth = _as_given  # else a .netrc of the person would take the place of our own token
        self.headers["User-Agent"] = f"sansan-salesforce/{__version__}"

    def speak_plainly(self, origin: str) -> str:
        """Take a loopback ``http://`` origin and return its https form, which libraries insist on.

        What is sent to the returned form goes over plain http. Any other origin is returned as it is.
        """
        if not origin.startswith("http://"):
            return origin
        secure = "https://" + origin.removeprefix("http://")
        self.mount(secure + "/", _LoopbackAdapter())
        return secure

    def get_redirect_target(self, _resp: requests.Response) -> None:
        """Lead nowhere: even an address that is not followed would be parsed, and a strange one raise."""

    def request(self, method: str | bytes, url: str | bytes, **options: Any) -> requests.Response:  # type: ignore[override]
        """Send one request; see the class for what it raises."""
        host = urlsplit(url if isinstance(url, str) else url.decode()).hostname or ""
        options["timeout"] = options.get("timeout") or (CONNECT_SECONDS, READ_SECONDS)
        options["allow_redirects"] = False
        if is_loopback(host):
            options["proxies"] = {"http": None, "https": None, "all": None}
        elif proxy := network.proxy_of(url if isinstance(url, str) else url.decode()):
            options["proxies"] = {"http": proxy, "https": proxy}
        try:
            response = super().request(method, url, **options)
        except requests.RequestException as error:
            raise connection_fault(error, host) from None
        _Received.answers += 1
        return response


def answers_received() -> int:
    """Return how many answers of any service came to this process so far."""
    return _Received.answers


class _Received:
    answers = 0


def _as_given(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


class _Answer(requests.Response):
    """Is read in large pieces: while several threads read, each piece may cost a change of threads."""

    def iter_content(self, chunk_size: int | None = 1, decode_unicode: bool = False) -> Iterator[Any]:
        """Yield what comes, in pieces of at least 64 kB while more is there."""
        return super().iter_content(max(chunk_size or 0, _PIECE), decode_unicode)


class _Adapter(network.ProxyAdapter):
    """Gives such answers."""

    def build_response(self, *args: Any) -> requests.Response:
        response = super().build_response(*args)
        response.__class__ = _Answer
        return response


class _LoopbackAdapter(_Adapter):
    """Sends what a library addressed to ``https://localhost`` over plain http to the stand-in there."""

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        if not is_loopback(urlsplit(request.url or "").hostname or ""):
            raise requests.exceptions.InvalidURL("plain http is for loopback only")
        request.url = "http://" + (request.url or "").removeprefix("https://")
        return super().send(request, *args, **options)


def connection_fault(error: requests.RequestException, host: str) -> Exception:
    """Return what a failed exchange means: the text of ``error`` is dropped, it may hold an address."""
    text = repr(error)
    if isinstance(error, requests.exceptions.SSLError):
        return SetupMustChange("bad_certificate", host=host)
    if "NameResolutionError" in text or "getaddrinfo" in text:
        return ConnectionLost("unknown_host", sent=False, host=host)
    if isinstance(error, requests.exceptions.ProxyError):
        return _proxy_fault(text, host)
    not_sent = isinstance(error, requests.ConnectTimeout) or "NewConnectionError" in text
    return ConnectionLost("no_answer", sent=not not_sent, host=host)


def _proxy_fault(text: str, host: str) -> Exception:
    """Return what a proxy's refusal of the tunnel means. A password it refuses must not go out again and again."""
    found = re.search(r"Tunnel connection failed: (\d{3})", text)
    status = int(found[1]) if found else 0
    proxy = network.proxy_of(f"https://{host}")
    if status in (401, 407):
        if "@" in proxy:
            return SetupMustChange("proxy_refuses_password", proxy=network.host_of(proxy))
        return SetupMustChange("proxy_wants_password", proxy=network.host_of(proxy))
    if 400 <= status < 500 and status not in (408, 425, 429):
        return SetupMustChange("proxy_refuses_host", proxy=network.host_of(proxy), host=host, status=status)
    return ConnectionLost("proxy_fault", sent=False, host=host)


def check_passing(response: requests.Response) -> None:
    """Raise ``PassingFault`` for 429 and 5xx, with the seconds the server asks to wait."""
    if response.status_code == 429:
        raise PassingFault("too_many_requests", retry_after(response), host=_host(response))
    if response.status_code >= 500 or response.status_code == 420:
        raise PassingFault("server_fault", retry_after(response), host=_host(response), status=response.status_code)


def json_body(response: requests.Response) -> Any:
    """Return the JSON body; raises ``PassingFault`` when it is something else, such as a maintenance page."""
    try:
        return read_json(response.content)
    except ValueError:
        raise PassingFault("not_json", host=_host(response), status=response.status_code) from None


def retry_after(response: requests.Response) -> float | None:
    """Read the wait a server asks for, in seconds: the header, or ``retry_after`` in the body (sansan.md §1.6)."""
    header = response.headers.get("Retry-After", "")
    with suppress(ValueError):
        return max(0.0, float(header))
    with suppress(ValueError, TypeError):
        today = response.headers.get("Date") or format_datetime(datetime.now(UTC))
        return max(0.0, (parsedate_to_datetime(header) - parsedate_to_datetime(today)).total_seconds())
    with suppress(ValueError, TypeError, AttributeError, LookupError):
        return max(0.0, float(_find_retry_after(response.json())))
    return None


def _find_retry_after(body: Any) -> Any:
    if "retry_after" in body:
        return body["retry_after"]
    error = body["error"]
    return (error[0] if isinstance(error, list) else error)["retry_after"]


def _host(response: requests.Response) -> str:
    return urlsplit(response.url).hostname or ""


def shows_certificate(url: str, leaf: bytes) -> bool:
    """Whether an address shows this very certificate (DER) on a connection whose certificate we trust."""
    parts = urlsplit(url)
    looks = _LooksAtCertificate()
    with suppress(AppError), Session() as session:
        session.mount("https://", looks)
        session.request("GET", f"{parts.scheme}://{parts.netloc}/", timeout=(_VOUCH_SECONDS, _VOUCH_SECONDS)).close()
    return looks.leaf == leaf


class _LooksAtCertificate(_Adapter):
    """Keeps the certificate of the last connection that was made, which only a trusted one is."""

    leaf = b""

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> Any:
        adapter = self
        pool: Any = super().get_connection_with_tls_context(*args, **options)

        class Connection(pool.ConnectionCls):  # type: ignore[misc]
            def connect(self) -> None:
                super().connect()
                adapter.leaf = self.sock.getpeercert(binary_form=True)

        pool.ConnectionCls = Connection
        return pool
