"""Measures links against the stand-in services: ``python -m tests.benchmarks.bench_links``.

Calls are counted by the stand-in, polls apart. The plain script links a sample; its time is told for all cards.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import requests

from tests.benchmarks.measure import Cost, cost
from tests.benchmarks.preparation import standins
from tests.journeys.command_line.people import CARD, Administrator
from tests.support.visit import access_token
from wizard.domain.links import Kind, LinkedCard, Person
from wizard.links.index import LinkIndex
from wizard.links.rules import decide

_BULK = "/services/data/v67.0/jobs/ingest"
_POLLS = (("GET", "jobs/ingest/job"), ("GET", "jobs/query/job"))
_ROWS = 50_000  # of one upload


class Organisation:
    """The stand-in Salesforce as its administrator sees it, outside the measured calls."""

    def __init__(self, ready: Mapping[str, str]) -> None:
        self.url, self.token = ready["salesforce_url"], access_token(dict(ready))
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {self.token}"

    def calls(self) -> tuple[int, int]:
        """Return how many calls of data were answered so far, and how many of them asked how a job stands."""
        told = self._session.get(f"{self.url}/standin/stats", timeout=60).json()["requests"]
        counts = {(method, name): n for method, names in told.items() for name, n in names.items()}
        polls = sum(counts.get(poll, 0) for poll in _POLLS)
        outside = sum(n for (_, name), n in counts.items() if name.startswith(("standin", "oauth", "services/oauth2")))
        return sum(counts.values()) - outside - polls, polls

    def insert(self, kind: str, columns: str, rows: Iterator[str]) -> None:
        """Make many records."""
        lines = list(rows)
        for at in range(0, len(lines), _ROWS):
            body = {"object": kind, "operation": "insert", "contentType": "CSV", "lineEnding": "LF"}
            job = self._session.post(self.url + _BULK, json=body, timeout=60).json()["id"]
            data = "\n".join([columns, *lines[at : at + _ROWS], ""]).encode()
            self._session.put(f"{self.url}{_BULK}/{job}/batches", data=data, timeout=600).raise_for_status()
            self._session.patch(f"{self.url}{_BULK}/{job}", json={"state": "UploadComplete"}, timeout=60)
            self._ended(job)

    def _ended(self, job: str) -> None:
        while (told := self._session.get(f"{self.url}{_BULK}/{job}", timeout=60).json())["state"] != "JobComplete":
            if told["state"] in ("Failed", "Aborted"):
                raise RuntimeError(f"the people could not be made: {told}")
            time.sleep(0.2)

    def addresses(self) -> list[str]:
        """Return the addresses of the stored cards."""
        soql = f"SELECT Sansan_CI__Email__c FROM {CARD} WHERE Sansan_CI__Email__c != null"
        path: str | None = "/services/data/v67.0/query"
        found: list[str] = []
        query = {"q": soql}
        while path:
            page = self._session.get(self.url + path, params=query, timeout=60).json()
            found += [row["Sansan_CI__Email__c"] for row in page["records"]]
            path, query = page.get("nextRecordsUrl"), {}
        return found


def decided(cards: int, people: int) -> dict[str, float]:
    """Measure the index and the rules alone, on cards of which six in ten are somebody."""
    there = (
        Person(Kind.CONTACT, f"003{at:015}", "", f"p{at}@example.com", f"姓{at}", "名", f"会社{at}")
        for at in range(people)
    )
    stored = (
        LinkedCard(f"c{at}", f"a0X{at:015}", "", "", "", "", {
            "email": f"p{at * 10 // 6}@example.com", "last_name": f"姓{at}", "first_name": "名", "company": f"会社{at}",
        })
        for at in range(cards)
    )  # fmt: skip
    began = time.perf_counter()
    with LinkIndex.temporary() as index:
        index.add_cards(stored)
        index.add_people(there)
        count = sum(1 for card, found in index.cards() if decide(card.card_id, found, shared=card.shared))
    return {"cards": count, "people": people, "decided a second": count / (time.perf_counter() - began)}


def fill(there: Organisation, contacts: int, leads: int) -> None:
    """Make contacts for half of the cards' addresses, leads for a quarter, and many others."""
    addresses = there.addresses()
    half, quarter = len(addresses) // 2, len(addresses) // 4
    emails = [*addresses[:half], *(f"c{at}@elsewhere.example" for at in range(contacts - half))][:contacts]
    there.insert("Contact", "LastName,Email", (f"連絡先{at},{email}" for at, email in enumerate(emails)))
    emails = [*addresses[half : half + quarter], *(f"l{at}@elsewhere.example" for at in range(leads - quarter))][:leads]
    there.insert("Lead", "LastName,Company,Email", (f"リード{at},会社,{email}" for at, email in enumerate(emails)))


def measure(options: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Transfer, link, link again; then the plain script."""
    results = {"decide": decided(options.cards, options.contacts + options.leads)}
    with standins(options.cards) as ready, tempfile.TemporaryDirectory() as name:
        admin, there = Administrator(Path(name), ready), Organisation(ready)
        requests.post(f"{there.url}/standin/settings", json={"daily_api_calls": 10_000_000}, timeout=60)
        requests.post(f"{ready['sansan_url']}/standin/settings", json={"rate_limit": {"per_second": 0, "per_minute": 0}}, timeout=60)  # fmt: skip # noqa: E501
        admin.set_up()
        transfer = cost(admin.command("sync", "--json"), admin.environment())
        fill(there, options.contacts, options.leads)
        for what, words in (("find", ["--dry-run"]), ("link", []), ("again", [])):
            before = there.calls()
            ours = cost(admin.command("link", *words, "--json"), admin.environment())
            results[what] = _told(ours, transfer, before, there.calls())
        command = [sys.executable, "-m", "tests.benchmarks.plain_links", there.url, there.token, str(options.sample)]
        before = there.calls()
        plain = cost(command)
        share = options.cards / options.sample
        calls = there.calls()[0] - before[0]
        results["plain"] = {
            "sample": options.sample,
            "calls for all": calls * share,
            "wall for all": plain.wall * share,
            "cpu for all": plain.cpu * share,
            "plain cpu / cpu of link": plain.cpu * share / results["link"]["cpu"],
            "plain wall / wall of link": plain.wall * share / results["link"]["wall"],
        }
    return results


def _told(ours: Cost, transfer: Cost, before: tuple[int, int], after: tuple[int, int]) -> dict[str, float]:
    return {
        "calls": after[0] - before[0],
        "polls": after[1] - before[1],
        "wall": ours.wall,
        "cpu": ours.cpu,
        "peak MB": ours.peak_mb,
        "more MB than a transfer": ours.peak_mb - transfer.peak_mb,
    }


def main(words: list[str] | None = None) -> None:
    """Measure and print, as a table and as JSON on the last line."""
    parser = argparse.ArgumentParser(description="Measure links.")
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=200_000)
    parser.add_argument("--leads", type=int, default=50_000)
    parser.add_argument("--sample", type=int, default=500, help="cards of the plain script")
    results = measure(parser.parse_args(words))
    for name, numbers in results.items():
        print(name)
        for what, number in numbers.items():
            print(f"  {what:<40}{number:>12,.0f}" if number == int(number) else f"  {what:<40}{number:>12,.2f}")
    print(json.dumps(results))


if __name__ == "__main__":
    main()
