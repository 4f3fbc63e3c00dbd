"""The floor: the same pages and as many bytes up, over one connection, with nothing in between.

``python -m tests.benchmarks.floor ADDRESS CARDS UPLOADS`` where UPLOADS is a JSON list of sizes in bytes.
"""

from __future__ import annotations

import http.client
import json
import sys
from urllib.parse import urlencode, urlsplit

PAGE = 300
WINDOW = {"updatedFrom": "2000-01-01T00:00:00+00:00", "updatedTo": "2100-01-01T00:00:00+00:00", "limit": str(PAGE)}


def main(address: str, cards: int, uploads: list[int]) -> None:
    """Move everything once."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    for start in range(0, cards, PAGE):
        connection.request("GET", "/v6.0/bizCards?" + urlencode({**WINDOW, "nextPageToken": start}))
        connection.getresponse().read()
    for number, size in enumerate(uploads):
        connection.request("PUT", f"/services/data/v67.0/jobs/ingest/{number}/batches", bytes(size))
        connection.getresponse().read()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]))
