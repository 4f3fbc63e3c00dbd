"""Both services together."""

import socket
from contextlib import closing

import pytest

from wizard.standin.services import Standins

from .client import Client, session


def test_both_services_serve_one_company() -> None:
    with closing(Standins(cards=3, users=4, seed=7)) as standins:
        ready = standins.ready()
        assert list(ready) == [
            "sansan_url",
            "salesforce_url",
            "api_key",
            "consumer_key",
            "consumer_secret",
            "username",
            "password",
        ]
        cards = session().get(f"{ready['sansan_url']}/v6.0/bizCards", headers={"X-Sansan-Api-Key": ready["api_key"]})
        assert cards.status_code in (200, 400)
        client = Client(ready["salesforce_url"], standins.world)
        assert client.rows("SELECT Username FROM User LIMIT 1")[0]["Username"] == ready["username"]


def test_two_worlds_are_two_organisations() -> None:
    with closing(Standins(seed=1)) as one, closing(Standins(seed=2)) as other:
        ids = {
            Client(each.salesforce.url, each.world).rows("SELECT Id FROM Organization")[0]["Id"]
            for each in (one, other)
        }
    assert len(ids) == 2


def test_a_taken_port_is_an_error_and_leaves_nothing_running() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            Standins(cards=1, users=1, salesforce_port=taken.getsockname()[1])
