"""What the maker of a build has set in ``resources/vendor.toml``."""

from __future__ import annotations

import tomllib

from wizard import resources


def consumer_key() -> str:
    """Return the key of the app that comes with this build; empty where each customer makes an own one.

    Such an app works only in organisations that have installed its package (salesforce.md §1.6 [C2]).
    """
    return str(tomllib.loads(resources.path("vendor.toml").read_text("utf-8"))["consumer_key"])
