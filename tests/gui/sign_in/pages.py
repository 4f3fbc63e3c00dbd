"""A server of pages that a hostile or unlucky sign-in might meet."""

from __future__ import annotations

from urllib.parse import quote

from wizard.standin.http import Request, Response, Server


class Pages:
    """``add`` a body under a path; every request made is in ``asked``."""

    def __init__(self) -> None:
        self._bodies: dict[str, Response] = {}
        self.asked: list[str] = []
        self._server = Server(self._answer)
        self.url = self._server.url

    def add(self, path: str, body: str) -> str:
        """Serve a page and return its address."""
        html = f"<!DOCTYPE html><meta charset=utf-8><title>{path}</title>{body}"
        self._bodies[path] = Response(200, html.encode(), {"Content-Type": "text/html; charset=utf-8"})
        return self.url + path

    def redirect(self, path: str, target: str) -> str:
        """Serve a redirect and return its address."""
        self._bodies[path] = Response(302, b"", {"Location": target})
        return self.url + path

    def file(self, path: str, status: int) -> str:
        """Serve something that a browser saves, and return its address."""
        self._bodies[path] = Response(status, b"error=invalid_request", {"Content-Type": "application/octet-stream"})
        return self.url + path

    def link(self, target: str, more: str = "") -> str:
        """Serve a page with a link of the id ``go``, and return its address."""
        return self.add("/" + quote(target + more, safe=""), f'<a id=go href="{target}" {more}>go</a>')

    def close(self) -> None:
        self._server.close()

    def _answer(self, request: Request) -> Response:
        self.asked.append(request.path)
        return self._bodies.get(request.raw_path, Response(404, b"nothing", {"Content-Type": "text/plain"}))
