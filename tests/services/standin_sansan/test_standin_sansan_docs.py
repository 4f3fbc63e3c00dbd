"""Every endpoint stands in docs/standin-facts.md, with the versions that know it."""

from __future__ import annotations

import re
from pathlib import Path

from wizard.standin.world import World

PAGE = (Path(__file__).parents[3] / "docs" / "standin-facts.md").read_text("utf-8")


def test_the_page_names_the_versions_in_which_each_endpoint_is_there(caller, world: World):
    rows = re.findall(r"^\| `GET /(\S+)` \| ([v0-9., ]+) \|", PAGE, re.MULTILINE)
    assert len(rows) == 12
    card = caller.cards()[0]
    ids = {"bizCards": card["id"], "persons": card["personId"], "users": world.sansan_users[0].id}
    for path, versions in rows:
        address = path.replace("{id}", ids.get(path.partition("/")[0], ""))
        there = [v for v in ("v3.1", "v3.2", "v6.0") if caller.get(f"{v}/{address}").status_code != 404]
        assert there == versions.split(", "), path
