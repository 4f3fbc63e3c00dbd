"""What a tester may change while the stand-in runs: everything that is not known of the real service.

Each setting names the fact of sansan.md that leaves it open; docs/standin.md explains them in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

VERSIONS = ("v3.1", "v3.2", "v6.0")

_CHOICES: dict[str, tuple[object, ...]] = {
    "page_tokens": ("opaque", "count", "card"),
    "more": ("exact", "without_token", "token_alone", "one_page_more"),
    "window_ends": ("both", "from", "to", "neither"),
    "default_statuses": ("by_version", "completed", "all"),
    "card_ids": ("hex", "uuid", "number"),
    "absent": ("null", "left_out", "empty"),
    "times": ("japan", "utc", "fraction", "none"),
    "tag_items": ("objects", "names"),
    "tag_filter": ("both", "tagName", "name", "neither"),
    "errors": ("list", "object", "flat", "text", "empty"),
    "retry_after_in": ("body", "header", "error", "nowhere"),
    "nothing_found": (200, 204),
    "unseen_card": (404, 403),
    "data_hub_key": (403, 401),
    "users_csv_header": ("japanese", "newer_japanese", "english"),
    "users_csv_encoding": ("utf-8", "utf-8-sig", "utf-16", "cp932"),
    "users_csv_delimiter": ("asked", "comma", "tab", "semicolon"),
    "user_ids": ("same", "others"),
}


@dataclass
class Settings:
    """The switches; the defaults are what most sources say."""

    versions: tuple[str, ...] = VERSIONS  # that answer (§1.1 [X])
    refused: dict[str, int] = field(default_factory=dict)  # endpoint: the status it always answers (§1.3 [?], §1.6 [I])
    data_hub_key: int = 403  # the answer to a key for Data Hub only (§1.2 [I])

    largest_page: int = 300  # a higher ``limit`` is refused (§1.4 [X])
    page_size: int = 0  # no page has more cards than this, whatever was asked; 0: as asked
    page_tokens: str = "opaque"  # a number of cards, or the last card's id (§1.4)
    more: str = "exact"  # how "there is more" is told
    longest_window_days: int = 0  # a longer one is refused; 0: any length (§1.4 [?])
    window_ends: str = "both"  # which ends belong to the window (§1.4 [I])
    default_statuses: str = "by_version"  # cards answered without ``entryStatus`` (§1.4 [X])
    tag_filter: str = "both"  # the name of the parameter that filters tags (§1.4 [X])
    nothing_found: int = 200  # the status of a list without entries (§1.6)

    card_ids: str = "hex"  # §1.5 [?]
    single_card_in_item: bool = False  # §1.5 [?]
    unseen_card: int = 404  # a card that is gone or hidden (§1.6 [I])
    owner_email: bool = True  # §1.5 [I]
    absent: str = "null"  # how a field without a value looks (§1.5 [I])
    times: str = "japan"  # how times are written
    tag_items: str = "objects"  # §1.5 [I]
    unknown_fields: bool = False  # fields nobody has documented (§1.5 [?])

    users_csv_refused: bool = False  # both CSV lists answer 403 (§1.3 [?])
    users_csv_header: str = "japanese"  # §1.3 [?]
    users_csv_encoding: str = "utf-8"  # §1.3 [I]
    users_csv_delimiter: str = "asked"  # §1.3 [?]
    user_ids: str = "same"  # whether the list knows users by the id of card owners (§1.3 [?])

    errors: str = "list"  # §1.6 [?]
    retry_after_in: str = "body"  # §1.6 [X]

    def changed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return these values as they are kept. Raises ValueError for an unknown name or a wrong value."""
        known = {each.name for each in fields(self)}
        if unknown := set(values) - known:
            raise ValueError(f"no such setting: {', '.join(sorted(unknown))}")
        return {name: self._checked(name, value) for name, value in values.items()}

    def _checked(self, name: str, value: Any) -> Any:
        if name == "versions":
            value = tuple(value)
            right = set(value) <= set(VERSIONS)
        elif name == "refused":
            right = isinstance(value, dict) and all(type(status) is int for status in value.values())
        elif name in _CHOICES:
            right = value in _CHOICES[name]
        elif name == "largest_page":
            right = type(value) is int and 1 <= value <= 300
        else:
            right = type(value) is type(getattr(self, name))
        if not right:
            raise ValueError(f"wrong value for the setting {name}: {value!r}")
        return value
