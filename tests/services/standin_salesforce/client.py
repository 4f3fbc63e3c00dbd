"""A person with a browser, and a program with a token, for these tests only."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from wizard.standin.world import World

CALLBACK = "http://localhost:47803/callback"
CARD = "Sansan_CI__BizCard__c"
CARD_ID = "Sansan_CI__BizCardId__c"
CONSENT = "/setup/secur/RemoteAccessAuthorizationPage.apexp"


def session() -> requests.Session:
    made = requests.Session()
    made.trust_env = False
    return made


def challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, page
    return unescape(found.group(1))


class Browser:
    """Follows redirects up to the callback, which it only looks at."""

    def __init__(self, url: str, world: World) -> None:
        self.url, self.world = url, world
        self.username = world.salesforce_users[0].username
        self.verifier = secrets.token_urlsafe(48)
        self.http = session()

    def authorize(self, **changes: str | None) -> requests.Response:
        asked = {
            "response_type": "code",
            "client_id": self.world.consumer_key,
            "redirect_uri": CALLBACK,
            "code_challenge": challenge(self.verifier),
            "code_challenge_method": "S256",
            "state": "st ate&1",
        }
        wanted = {name: value for name, value in (asked | changes).items() if value is not None}
        return self.http.get(f"{self.url}/services/oauth2/authorize", params=wanted)

    def log_in(self, page: requests.Response, username: str | None = None, password: str | None = None):
        form = {
            "username": username or self.username,
            "pw": password or self.world.password,
            "startURL": hidden(page.text, "startURL"),
        }
        return self.http.post(f"{self.url}/", data=form)

    def decide(self, page: requests.Response, button: str = "save") -> dict[str, str]:
        """Press a button of the consent page and return what the callback would receive."""
        form = {"source": hidden(page.text, "source"), button: "x"}
        answer = self.http.post(self.url + CONSENT, data=form, allow_redirects=False)
        return self.received(answer)

    def received(self, answer: requests.Response) -> dict[str, str]:
        assert answer.status_code == 302
        target = answer.headers["Location"]
        assert target.startswith(f"{CALLBACK}?")
        return {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}

    def code(self, username: str | None = None, **changes: str | None) -> str:
        return self.decide(self.log_in(self.authorize(**changes), username))["code"]

    def exchange(self, code: str, **changes: str | None) -> requests.Response:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self.world.consumer_key,
            "redirect_uri": CALLBACK,
            "code_verifier": self.verifier,
        }
        wanted = {name: value for name, value in (form | changes).items() if value is not None}
        return self.http.post(f"{self.url}/services/oauth2/token", data=wanted)

    def refresh(self, token: str) -> requests.Response:
        return self.exchange("", grant_type="refresh_token", refresh_token=token)

    def tokens(self, username: str | None = None) -> dict[str, Any]:
        return self.exchange(self.code(username)).json()


class Client:
    """A signed-in program."""

    def __init__(self, url: str, world: World, username: str | None = None, version: str = "67.0") -> None:
        self.url, self.world = url, world
        self.tokens = Browser(url, world).tokens(username)
        self.user_id = self.tokens["id"].rpartition("/")[2]
        self.base = f"/services/data/v{version}"
        self.http = session()
        self.http.headers["Authorization"] = f"Bearer {self.tokens['access_token']}"

    def call(self, method: str, path: str, **more: Any) -> requests.Response:
        """Call an address below /services/data/vXX.0, or a whole path as answers give it."""
        base = "" if path.startswith("/services") else self.base
        return self.http.request(method, self.url + base + path, **more)

    def settings(self, **values: Any) -> None:
        """Order something of the stand-in itself."""
        answer = self.http.post(f"{self.url}/standin/settings", json=values)
        assert answer.status_code == 200, answer.text

    def query(self, soql: str, **headers: str) -> dict[str, Any]:
        answer = self.call("GET", "/query", params={"q": soql}, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def rows(self, soql: str) -> list[dict[str, Any]]:
        return self.query(soql)["records"]

    def refused(self, soql: str) -> dict[str, Any]:
        answer = self.call("GET", "/query", params={"q": soql})
        assert answer.status_code == 400, answer.text
        return answer.json()[0]

    def permission_set(self, label: str) -> str:
        return self.rows(f"SELECT Id FROM PermissionSet WHERE Label = '{label}'")[0]["Id"]

    def assign(self, label: str = "Sansan データ連携実行ユーザ", user_id: str | None = None):
        body = {"AssigneeId": user_id or self.user_id, "PermissionSetId": self.permission_set(label)}
        return self.call("POST", "/sobjects/PermissionSetAssignment", json=body)

    def user(self, **wanted: Any):
        """Return the id of a user of the world with these properties."""
        seeds = self.world.salesforce_users[1:]
        seed = next(s for s in seeds if all(getattr(s, name) == value for name, value in wanted.items()))
        return self.rows(f"SELECT Id FROM User WHERE Username = '{seed.username}'")[0]["Id"]

    def make_job(self, content: str | bytes, **wanted: str) -> dict[str, Any]:
        """Create, fill and close a job, and wait for its end; return its last status."""
        job = self.open_job(**wanted)
        self.upload(job, content)
        answer = self.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "UploadComplete"})
        assert answer.status_code == 200, answer.text
        return self.finished(job)

    def open_job(self, **wanted: str) -> dict[str, Any]:
        answer = self.call("POST", "/jobs/ingest", json={"object": CARD, "operation": "insert"} | wanted)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def upload(self, job: dict[str, Any], content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        address = f"{self.url}/services/data/v67.0/jobs/ingest/{job['id']}/batches"
        answer = self.http.put(address, data=data, headers={"Content-Type": "text/csv"})
        assert (answer.status_code, answer.content) == (201, b"")

    def status(self, job: dict[str, Any]) -> dict[str, Any]:
        return self.call("GET", f"/jobs/ingest/{job['id']}").json()

    def finished(self, job: dict[str, Any]) -> dict[str, Any]:
        while True:
            status = self.status(job)
            if status["state"] in ("JobComplete", "Failed", "Aborted"):
                return status

    def result(self, job: dict[str, Any], name: str) -> str:
        answer = self.call("GET", f"/jobs/ingest/{job['id']}/{name}/")
        assert answer.status_code == 200, answer.text
        return answer.content.decode()
