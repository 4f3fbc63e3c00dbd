"""A person's browser for the tests: BROWSER="python visit.py %s" signs in at the stand-in and presses a button."""

from __future__ import annotations

import base64
import hashlib
import http.server
import os
import sys
import threading
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from wizard.standin.visitor import sign_in


def access_token(ready: dict[str, str]) -> str:
    """Sign in on one's own, by the protocol alone, and return an access token."""
    verifier = "v" * 64
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    found: dict[str, Any] = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.update(parse_qs(urlsplit(self.path).query))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    for port in range(47805, 47800, -1):
        try:
            server = http.server.HTTPServer(("127.0.0.1", port), Handler)
            break
        except OSError:
            continue
    callback = f"http://localhost:{server.server_port}/callback"
    form = {"client_id": ready["consumer_key"], "redirect_uri": callback}
    query = {**form, "response_type": "code", "code_challenge": challenge, "code_challenge_method": "S256"}
    thread = threading.Thread(target=server.handle_request, daemon=True)
    thread.start()
    sign_in(
        f"{ready['salesforce_url']}/services/oauth2/authorize?{urlencode(query)}", ready["username"], ready["password"]
    )
    thread.join()
    server.server_close()
    session = requests.Session()
    session.trust_env = False
    answer = session.post(
        f"{ready['salesforce_url']}/services/oauth2/token",
        data={**form, "grant_type": "authorization_code", "code": found["code"][0], "code_verifier": verifier},
        timeout=10,
    )
    return str(answer.json()["access_token"])


if __name__ == "__main__":
    allow = os.environ.get("VISITOR_PRESSES", "save") == "save"
    sign_in(
        sys.argv[1],
        os.environ["VISITOR_USERNAME"],
        os.environ["VISITOR_PASSWORD"],
        allow=allow,
        proxy=os.environ.get("VISITOR_PROXY", ""),
    )
