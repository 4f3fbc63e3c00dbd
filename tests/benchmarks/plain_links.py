"""The yardstick for links: a script that asks by simple-salesforce for each address, and writes each link by itself.

``python -m tests.benchmarks.plain_links ADDRESS TOKEN CARDS``: takes the first cards, finds each one's contact, else
its lead, by e-mail address alone, and sets the link. It knows no names, no shared mailboxes and no undo.
"""

from __future__ import annotations

import sys

import requests
from simple_salesforce import Salesforce, format_soql

from tests.benchmarks.plain import PlainHttp

CARD = "Sansan_CI__BizCard__c"


def main(address: str, token: str, cards: int) -> None:
    """Link the first cards."""
    session = requests.Session()
    session.trust_env = False
    session.mount("https://127.0.0.1", PlainHttp())
    there = Salesforce(
        instance_url=address.replace("http:", "https:"), session_id=token, session=session, version="67.0"
    )
    soql = f"SELECT Id, Sansan_CI__Email__c FROM {CARD} WHERE Sansan_CI__Email__c != null LIMIT {cards}"
    for card in there.query_all(soql)["records"]:
        for kind in ("Contact", "Lead"):
            asked = format_soql(f"SELECT Id FROM {kind} WHERE Email = {{}}", card["Sansan_CI__Email__c"])
            if found := there.query(asked)["records"]:
                getattr(there, CARD).update(card["Id"], {f"Sansan_CI__{kind}__c": found[0]["Id"]})
                break


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
