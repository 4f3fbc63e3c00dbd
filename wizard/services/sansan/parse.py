"""Sansan's answers become cards and users. Tolerant: every field may be missing, null or of another type."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from functools import partial
from operator import itemgetter
from typing import Any

from wizard.domain.card import Card, Owner
from wizard.domain.users import SansanUser

_TEXTS = (  # in the order of the texts of ``Card``
    "personId",
    "exchangeDate",
    "lastName",
    "firstName",
    "lastNameReading",
    "firstNameReading",
    "companyName",
    "departmentName",
    "title",
    "email",
    "tel",
    "secondTel",
    "mobile",
    "fax",
    "url",
    "countryCode",
    "postalCode",
    "prefecture",
    "city",
    "street",
    "building",
    "address",
    "memo",
)
_JAPAN = timezone(timedelta(hours=9))
_NAMES = ("id", "owner", "updatedTime", "tags", "registeredTime", *_TEXTS)
_all = itemgetter(*_NAMES)
_of_owner = itemgetter("id", "name", "email")
_card = partial(tuple.__new__, Card)  # past its own constructor, which takes the values one by one
_ID = itemgetter(0)
_TEXT, _TEXT_OR_NONE = {str}, {str, type(None)}
USER_COLUMNS = {
    "id": ("ユーザID", "ユーザーID", "User ID", "UserID", "id"),
    "name": ("ユーザ名", "ユーザー名", "User Name", "Username", "Name", "氏名"),
    "email": ("メールアドレス", "Email Address", "Email", "E-mail", "mail"),
}


def card(data: Any) -> Card | None:
    """Read one card (sansan.md §1.5); None when it has no id, for nothing can be done with it then."""
    return next(iter(cards([data])), None)


def cards(data: Iterable[Any]) -> tuple[Card, ...]:
    """Read cards, item by item of all of them, which takes half the time of card by card; without those that lack ids.

    An item that is a text in each of them, as nearly all are, is taken as it stands.
    """
    rows = [_values(held) for held in data if isinstance(held, dict)]
    if not rows:
        return ()
    ids, owners, updates, tags, registered, *texts = zip(*rows, strict=True)
    made = map(
        _card,
        zip(
            _as_texts(ids),
            _owners(owners),
            map(moment, updates),
            map(_tags, tags),
            *map(_as_texts, texts),
            map(_day, registered),
            strict=True,
        ),
    )
    return tuple(filter(_ID, made))


def _values(held: dict[str, Any]) -> tuple[Any, ...]:
    try:
        return tuple(_all(held))
    except KeyError:  # some are left out
        return tuple(map(held.get, _NAMES))


def _as_texts(values: Sequence[Any]) -> Sequence[str]:
    """Return one item of many cards as texts."""
    kinds = set(map(type, values))
    if kinds == _TEXT:
        return values
    return [value or "" for value in values] if kinds <= _TEXT_OR_NONE else list(map(_text, values))


def _owners(values: Iterable[Any]) -> Iterator[Owner]:
    """Read the owners of a page: few, again and again."""
    met: dict[Any, Owner] = {}
    for held in values:
        try:
            found = met.get(texts := _of_owner(held))
        except (KeyError, TypeError):  # some are left out, or no texts
            yield owner(held)
            continue
        if found is None:
            found = met[texts] = owner(held)
        yield found


def _day(value: Any) -> str:
    """Return the day of a time in Japan, where Sansan's days are; empty when it is none."""
    at = moment(value)
    try:
        return at.astimezone(_JAPAN).date().isoformat() if at else ""
    except OverflowError:
        return ""


def single_card(data: Any) -> Card | None:
    """Read one card, at the top level or inside ``item`` (sansan.md §1.5 [?])."""
    return card(data.get("item", data) if isinstance(data, dict) else None)


def owner(data: Any) -> Owner:
    """Read the owner of a card: ``{id, name}`` in old versions, with ``email`` in new ones."""
    if not isinstance(data, dict):
        return Owner()
    return Owner(_text(data.get("id")), _text(data.get("name")), _text(data.get("email")).strip())


def user(data: Any) -> SansanUser | None:
    """Read one user, at the top level or inside ``item`` (sansan.md §1.5 [?])."""
    inner = data.get("item", data) if isinstance(data, dict) else None
    found = owner(inner)
    return SansanUser(found.id, found.name, found.email) if found.id else None


def tag(data: Any) -> tuple[str, str] | None:
    """Read the name and the id of a tag; None when it lacks one."""
    name, tag_id = (_text(data.get("name")), _text(data.get("id"))) if isinstance(data, dict) else ("", "")
    return (name, tag_id) if name and tag_id else None


def more(page: Mapping[str, Any]) -> tuple[bool, str]:
    """Return whether more pages follow, and the token of the next; a token alone says so too (sansan.md §1.5)."""
    token, told = _text(page.get("nextPageToken")), page.get("hasMore")
    if told is None:
        return bool(token), token
    return (told.casefold() == "true" if isinstance(told, str) else bool(told)), token


def error_code(body: Any) -> str:
    """Return the code of a refusal, in a list, an object or at the top (sansan.md §1.6); empty when none is told."""
    error = body.get("error", body) if isinstance(body, dict) else body
    first = error[0] if isinstance(error, list) and error else error
    return _text(first.get("code")) if isinstance(first, dict) else _text(first)


def moment(value: Any) -> datetime | None:
    """Read an ISO 8601 time with its zone; None when it is not one."""
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo else None


def users(text: str, delimiter: str = ",") -> list[SansanUser] | None:
    """Read the user list by its header, in either language (sansan.md §1.3 [I]); None without an e-mail column."""
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except (csv.Error, ValueError):  # no CSV, or nothing at all
        return None
    header = [cell.strip().casefold() for cell in header]
    at = {name: _column(header, labels) for name, labels in USER_COLUMNS.items()}
    if at["email"] is None:
        return None
    return [SansanUser(_cell(row, at["id"]), _cell(row, at["name"]), _cell(row, at["email"])) for row in rows if row]


def _column(header: Sequence[str], labels: Sequence[str]) -> int | None:
    return next((header.index(x.casefold()) for x in labels if x.casefold() in header), None)


def _cell(row: Sequence[str], index: int | None) -> str:
    return row[index].strip() if index is not None and index < len(row) else ""


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _tags(value: Any) -> tuple[str, ...]:
    if not value or not isinstance(value, list):
        return ()
    names = [_text(tag.get("name")) if isinstance(tag, dict) else _text(tag) for tag in value]
    return tuple(name for name in names if name)
