"""How near to the floor the libraries alone come: the same pages by requests, read as JSON, and as many bytes up.

``python -m tests.benchmarks.bare ADDRESS CARDS UPLOADS`` as the floor. No card, no row, no ledger, no results.
"""

from __future__ import annotations

import json
import sys

import orjson
import requests

from tests.benchmarks.floor import PAGE, WINDOW


def main(address: str, cards: int, uploads: list[int]) -> None:
    """Move everything once, and read what came."""
    with requests.Session() as session:
        session.trust_env = False
        for start in range(0, cards, PAGE):
            query = {**WINDOW, "nextPageToken": str(start)}
            orjson.loads(session.get(f"{address}/v6.0/bizCards", params=query, timeout=60).content)
        for number, size in enumerate(uploads):
            session.put(f"{address}/services/data/v67.0/jobs/ingest/{number}/batches", bytes(size), timeout=60)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]))
