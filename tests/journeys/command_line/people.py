"""An administrator at the command line, with a keyring in a file and a browser that signs in; and both services."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import requests

from tests.support.visit import access_token

SUPPORT = Path(__file__).parents[2] / "support"
CARD = "Sansan_CI__BizCard__c"

SETUP = """
profile = "production"
[sansan]
name = "Integration user"
api_key_env = "SANSAN_API_KEY"
requests_per_second = 0
requests_per_minute = 0
[salesforce]
environment = "production"
consumer_key = "{consumer_key}"
"""

_DEPLOYS = "/services/data/v60.0/metadata/deployRequest"


@dataclass
class Answer:
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.stdout.splitlines()[-1])


@dataclass
class Administrator:
    """Types commands; ``variables`` are added to the environment of each."""

    folder: Path
    ready: dict[str, str]
    variables: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        visitor = f"{sys.executable} {SUPPORT / 'visit.py'} %s"
        return {
            **{k: v for k, v in os.environ.items() if k not in ("DISPLAY", "LANG", "LC_ALL")},
            "SANSAN_API_URL": self.ready["sansan_url"],
            "SALESFORCE_LOGIN_URL": self.ready["salesforce_url"],
            "SANSAN_API_KEY": self.ready["api_key"],
            "SANSAN_SALESFORCE_HOME": str(self.folder / "home"),
            "PYTHON_KEYRING_BACKEND": "file_keyring.FileKeyring",
            "TEST_KEYRING_FILE": str(self.folder / "keyring.json"),
            "PYTHONPATH": str(SUPPORT),
            "BROWSER": visitor,
            "VISITOR_USERNAME": self.ready["username"],
            "VISITOR_PASSWORD": self.ready["password"],
            **self.variables,
        }

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "wizard", *words]

    def type(self, *words: str, **variables: str) -> Answer:
        """Run a command to its end."""
        done = subprocess.run(
            self.command(*words),
            env={**self.environment(), **variables},
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def setup_file(self, more: str = "", **changes: str) -> str:
        """Write the usual set-up file with some texts replaced, and ``more`` below it."""
        text = SETUP.format(**self.ready) + more
        for old, new in changes.items():
            text = text.replace(self.ready.get(old, old), new)
        path = self.folder / "setup.toml"
        path.write_text(text, "utf-8")
        return str(path)

    def set_up(self, more: str = "") -> dict[str, Any]:
        """Set up, which must work."""
        answer = self.type("setup", self.setup_file(more), "--json", "--lang", "en")
        assert answer.code == 0, answer.stderr
        return answer.json

    def sync(self, expected: int = 0) -> dict[str, Any]:
        """Transfer once."""
        answer = self.type("sync", "--json", "--lang", "en")
        assert answer.code == expected, answer.stderr
        return answer.json

    def rows(self, answer: dict[str, Any]) -> list[dict[str, str]]:
        """Read a report."""
        with Path(answer["rows_file"]).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


class Salesforce:
    """Looks into the stand-in as its administrator would, by the API and with a sign-in of its own."""

    def __init__(self, ready: dict[str, str]) -> None:
        self._url = ready["salesforce_url"]
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {access_token(ready)}"

    def query(self, soql: str) -> list[dict[str, Any]]:
        answer = self._get("/services/data/v60.0/query", q=soql)
        records = answer["records"]
        while not answer["done"]:
            answer = self._get(answer["nextRecordsUrl"])
            records += answer["records"]
        return records

    def change(self, record_id: str, **values: str) -> None:
        url = f"{self._url}/services/data/v60.0/sobjects/{CARD}/{record_id}"
        self._session.patch(url, json=values, timeout=10).raise_for_status()

    def deploy(self, options: str, archive: bytes) -> dict[str, Any]:
        """Deploy metadata and return how it ended."""
        begun = self.begin_deploy(options, archive)
        while True:
            result = self._get(f"{_DEPLOYS}/{begun}", includeDetails="true")["deployResult"]
            if result["done"]:
                return result

    def begin_deploy(self, options: str, archive: bytes) -> str:
        """Begin to deploy metadata, and return the id of that."""
        parts = {"json": (None, options, "application/json"), "file": ("a.zip", archive, "application/zip")}
        return str(self._session.post(f"{self._url}{_DEPLOYS}", files=parts, timeout=10).json()["id"])

    def fields(self, name: str) -> set[str]:
        """Return the custom fields of an object, whatever is hidden."""
        soql = f"SELECT DeveloperName FROM CustomField WHERE EntityDefinition.QualifiedApiName = '{name}'"
        records = self._get("/services/data/v60.0/tooling/query", q=soql)["records"]
        return {f"{record['DeveloperName']}__c" for record in records}

    def jobs(self) -> list[dict[str, Any]]:
        """Return the bulk jobs, the oldest first."""
        return list(self._get("/services/data/v60.0/jobs/ingest")["records"])

    def requests(self) -> dict[str, dict[str, int]]:
        """Return how often each resource was asked, by method."""
        return dict(self._get("/standin/stats")["requests"])

    def field(self, name: str, field: str) -> dict[str, Any]:
        """Return a field as describe shows it."""
        described = self._get(f"/services/data/v60.0/sobjects/{name}/describe")
        return next(each for each in described["fields"] if each["name"] == field)

    def set(self, kind: str, record_id: str, **values: object) -> None:
        """Change a record of any object."""
        url = f"{self._url}/services/data/v60.0/sobjects/{kind}/{record_id}"
        self._session.patch(url, json=values, timeout=10).raise_for_status()

    def remove(self, kind: str, record_id: str) -> None:
        self._session.delete(
            f"{self._url}/services/data/v60.0/sobjects/{kind}/{record_id}", timeout=10
        ).raise_for_status()

    def create(self, **values: str) -> str:
        return self.create_of(CARD, **values)

    def create_of(self, kind: str, **values: object) -> str:
        response = self._session.post(f"{self._url}/services/data/v60.0/sobjects/{kind}", json=values, timeout=10)
        assert response.ok, response.text
        return str(response.json()["id"])

    def make(self, kind: str, **values: str) -> str:
        """Make a record of any object."""
        url = f"{self._url}/services/data/v60.0/sobjects/{kind}"
        response = self._session.post(url, json=values, headers={"Sforce-Auto-Assign": "FALSE"}, timeout=10)
        response.raise_for_status()
        return str(response.json()["id"])

    def change_record(self, kind: str, record_id: str, **values: str | None) -> None:
        url = f"{self._url}/services/data/v60.0/sobjects/{kind}/{record_id}"
        self._session.patch(url, json=values, timeout=10).raise_for_status()

    def change_record_later(self, kind: str, record_id: str, **values: str) -> None:
        """Change a record until Salesforce's clock, cut to seconds in its answers, has surely moved on."""
        soql = f"SELECT LastModifiedDate FROM {kind} WHERE Id = '{record_id}'"
        first = datetime.fromisoformat(self.query(soql)[0]["LastModifiedDate"])
        while datetime.fromisoformat(self.query(soql)[0]["LastModifiedDate"]) <= first + timedelta(seconds=2.5):
            self.change_record(kind, record_id, **values)

    def delete(self, record_id: str) -> None:
        url = f"{self._url}/services/data/v60.0/sobjects/{CARD}/{record_id}"
        self._session.delete(url, timeout=10).raise_for_status()

    def change_many(self, record_ids: list[str], **values: str) -> None:
        url = f"{self._url}/services/data/v60.0/composite/sobjects"
        for start in range(0, len(record_ids), 200):
            some = [{"attributes": {"type": CARD}, "id": i, **values} for i in record_ids[start : start + 200]]
            answer = self._session.patch(url, json={"records": some}, timeout=30)
            answer.raise_for_status()
            assert all(result["success"] for result in answer.json())

    def delete_many(self, record_ids: list[str]) -> None:
        """Delete up to 200 records."""
        url = f"{self._url}/services/data/v60.0/composite/sobjects"
        self._session.delete(url, params={"ids": ",".join(record_ids)}, timeout=10).raise_for_status()

    def change_later(self, record_id: str, **values: str) -> None:
        """Change a card's record as ``change_record_later``."""
        self.change_record_later(CARD, record_id, **values)

    def _get(self, path: str, **query: str) -> Any:
        response = self._session.get(self._url + path, params=query, timeout=30)
        assert response.status_code == 200, response.text
        return response.json()


class Sansan:
    """Edits the stand-in's cards as their owners would, through its control interface."""

    def __init__(self, ready: dict[str, str]) -> None:
        self._url = ready["sansan_url"]
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["X-Sansan-Api-Key"] = ready["api_key"]

    def cards(self, **more: str) -> list[dict[str, Any]]:
        """Read every card plainly, by page tokens; ``more`` are further parameters of the query."""
        query = {
            "range": "all",
            "entryStatus": "completed",
            "includeTags": "true",
            "updatedFrom": "2000-01-01T00:00:00+00:00",
            "updatedTo": "2100-01-01T00:00:00+00:00",
            "limit": "300",
            **more,
        }
        cards: list[dict[str, Any]] = []
        while True:
            page = self._session.get(f"{self._url}/v6.0/bizCards", params=query, timeout=30).json()
            cards += page["data"]
            if not page["hasMore"]:
                return cards
            query["nextPageToken"] = page["nextPageToken"]

    def change(self, card_id: str, **values: object) -> None:
        self._session.patch(f"{self._url}/standin/cards/{card_id}", json=values, timeout=10).raise_for_status()

    def add(self, **values: object) -> str:
        response = self._session.post(f"{self._url}/standin/cards", json=values, timeout=10)
        response.raise_for_status()
        return str(response.json()["id"])

    def delete(self, card_id: str) -> None:
        self._session.delete(f"{self._url}/standin/cards/{card_id}", timeout=10).raise_for_status()

    def hide_owner_addresses(self) -> None:
        """Answer cards as a Sansan does whose cards name their owners without e-mail addresses."""
        self.settings(owner_email=False)

    def settings(self, **values: object) -> None:
        self._session.post(f"{self._url}/standin/settings", json=values, timeout=10).raise_for_status()

    def requests(self) -> int:
        stats = self._session.get(f"{self._url}/standin/stats", timeout=10).json()
        return sum(stats["requests"].values())
