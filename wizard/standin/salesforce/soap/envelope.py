"""SOAP messages in and out."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from wizard.standin.http import Response
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.metadata.typed import NAMESPACE
from wizard.standin.salesforce.metadata.xmltree import Element, XmlError, parse

_SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
_LARGEST = 64 << 20  # a zip of 39 MB is 52 MB in base64


def read(body: bytes) -> tuple[str | None, Element]:
    """Return the session id and the call of a message. Raises ApiError when it is no such message."""
    try:
        envelope = parse(body, _LARGEST)
    except XmlError as error:
        raise ApiError(500, "UNKNOWN_EXCEPTION", f"UNKNOWN_EXCEPTION: {error.message}") from error
    header, content = envelope.find("Header"), envelope.find("Body")
    if (envelope.namespace, envelope.tag) != (_SOAP, "Envelope") or content is None or len(content.children) != 1:
        raise ApiError(500, "UNKNOWN_EXCEPTION", "UNKNOWN_EXCEPTION: no SOAP message with one call")
    session = header.find("SessionHeader") if header else None
    return session.value("sessionId") if session else None, content.children[0]


def answer(operation: str, result: Any) -> Response:
    """Return the result of a call."""
    return _message(200, f"<{operation}Response>{xml('result', result)}</{operation}Response>")


def fault(error: ApiError) -> Response:
    """Return an error: status 500, the code in ``sf:`` and again before the text."""
    text = escape(f"{error.code}: {error.message.removeprefix(f'{error.code}: ')}")
    body = f"<faultcode>sf:{error.code}</faultcode><faultstring>{text}</faultstring>"
    return _message(500, f"<soapenv:Fault>{body}</soapenv:Fault>")


def xml(name: str, value: Any) -> str:
    """Return a value as XML: lists repeat the element, None leaves it out."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "".join(xml(name, entry) for entry in value)
    if isinstance(value, dict):
        return f"<{name}>{''.join(xml(key, entry) for key, entry in value.items())}</{name}>"
    text = str(value).lower() if isinstance(value, bool) else escape(str(value))
    return f"<{name}>{text}</{name}>"


def _message(status: int, body: str) -> Response:
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="{_SOAP}" xmlns="{NAMESPACE}" '
        f'xmlns:sf="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>"
    )
    return Response(status, text.encode(), {"Content-Type": "text/xml; charset=utf-8"})
