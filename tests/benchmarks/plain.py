"""The yardstick: what an administrator's own script does with requests and simple-salesforce, nothing more.

``python -m tests.benchmarks.plain ADDRESS REPORT``: reads every card, upserts them by ``bulk2``, writes what became of
each. It knows no limits, no retries, no ledger and no field lengths.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from simple_salesforce import Salesforce

KEY = "Sansan_CI__BizCardId__c"
FIELDS = {
    "companyName": "Sansan_CI__CompanyName__c",
    "departmentName": "Sansan_CI__Department__c",
    "title": "Sansan_CI__Title__c",
    "lastName": "Sansan_CI__LastName__c",
    "firstName": "Sansan_CI__FirstName__c",
    "lastNameReading": "Sansan_CI__PhoneticLastName__c",
    "firstNameReading": "Sansan_CI__PhoneticFirstName__c",
    "tel": "Sansan_CI__Phone__c",
    "secondTel": "Sansan_CI__Phone2__c",
    "mobile": "Sansan_CI__Mobile__c",
    "fax": "Sansan_CI__Fax__c",
    "email": "Sansan_CI__Email__c",
    "url": "Sansan_CI__Url__c",
    "memo": "Sansan_CI__Note__c",
    "countryCode": "Sansan_CI__CountryCode__c",
    "address": "Sansan_CI__Address__c",
    "postalCode": "Sansan_CI__PostalCode__c",
    "prefecture": "Sansan_CI__State__c",
    "city": "Sansan_CI__City__c",
    "street": "Sansan_CI__Street__c",
    "building": "Sansan_CI__Building__c",
    "exchangeDate": "Sansan_CI__ExchangeDate__c",
}


class PlainHttp(HTTPAdapter):
    """simple-salesforce speaks https only; the replay server does not."""

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        request.url = str(request.url).replace("https://", "http://")
        return super().send(request, *args, **options)


def read(session: requests.Session, address: str) -> list[dict[str, Any]]:
    """Read every card."""
    query = {
        "range": "all",
        "entryStatus": "completed",
        "includeTags": "true",
        "updatedFrom": "2000-01-01T00:00:00+00:00",
        "updatedTo": "2100-01-01T00:00:00+00:00",
        "limit": "300",
    }
    cards: list[dict[str, Any]] = []
    while True:
        page = session.get(f"{address}/v6.0/bizCards", params=query, timeout=60).json()
        cards += page["data"]
        if not page["hasMore"]:
            return cards
        query["nextPageToken"] = page["nextPageToken"]


def record(card: dict[str, Any], owners: dict[str, str]) -> dict[str, str]:
    """Map one card."""
    row = {field: card.get(name) or "" for name, field in FIELDS.items()}
    row[KEY] = card["id"]
    row["OwnerId"] = owners.get(card["owner"]["email"], "")
    row["Sansan_CI__Tags_Original__c"] = ";".join(tag["name"] for tag in card["tags"])
    return row


def main(address: str, report: Path) -> None:
    """Transfer everything."""
    session = requests.Session()
    session.trust_env = False
    session.mount("https://127.0.0.1", PlainHttp())
    salesforce = Salesforce(
        instance_url=address.replace("http:", "https:"), session_id="x", session=session, version="67.0"
    )
    users = salesforce.query("SELECT Id, Username FROM User")["records"]
    owners = {user["Username"]: user["Id"] for user in users}
    rows = [record(card, owners) for card in read(session, address)]
    cards = salesforce.bulk2.Sansan_CI__BizCard__c
    jobs = cards.upsert(records=rows, external_id_field=KEY, batch_size=10_000, wait=1)
    with report.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for job in jobs:
            for kind, results in cards.get_all_ingest_records(job["job_id"]).items():
                writer.writerows((kind, row[KEY], row["sf__Id"]) for row in results)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
