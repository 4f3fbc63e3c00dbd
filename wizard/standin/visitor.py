"""A visitor of the stand-in's sign-in pages: reads the forms and presses the buttons, as a person would."""

from __future__ import annotations

import urllib.request
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin


def sign_in(url: str, username: str, password: str, *, allow: bool = True, proxy: str = "") -> str:
    """Sign in and press Allow (or Deny); return the last page's text.

    Raises ``OSError`` when a page or the callback cannot be reached.
    """
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({"https": proxy} if proxy else {}), urllib.request.HTTPCookieProcessor(CookieJar())
    )
    page = _Page(opener, url)
    if "username" in page.fields:
        page = page.submit(opener, {"username": username, "pw": password}, "Login")
    if "save" in page.buttons:
        page = page.submit(opener, {}, "save" if allow else "cancel")
    return str(page.text)


class _Page(HTMLParser):
    """One page with one form."""

    def __init__(self, opener: urllib.request.OpenerDirector, url: str, form: dict[str, str] | None = None) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self._action, self._method = "", "get"
        data = urlencode(form).encode() if form is not None else None
        with opener.open(url, data, timeout=30) as answer:
            self._url = answer.url
            self.text = answer.read().decode("utf-8", "replace")
        self.feed(self.text)

    def submit(self, opener: urllib.request.OpenerDirector, values: dict[str, str], button: str) -> _Page:
        """Press a button of the form."""
        pressed = {button: self.buttons.get(button, "")}
        return _Page(opener, urljoin(self._url, self._action), {**self.fields, **values, **pressed})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the form's action, fields and buttons."""
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._action = values.get("action", "")
        elif tag in ("input", "button") and values.get("name"):
            pressed = tag == "button" or values.get("type") in ("submit", "button")
            (self.buttons if pressed else self.fields)[values["name"]] = values.get("value", "")
