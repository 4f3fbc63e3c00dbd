"""Whatever people do with a mapping file: nothing is lost on the way, nothing crashes, nobody unfit is chosen."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.strategies import texts
from wizard.domain.errors import AppError
from wizard.domain.mapping import COLUMNS, HEADERS, Line, apply, check, lines_of
from wizard.domain.persons import owner_key
from wizard.domain.recipients import Directory, Recipient, match_all
from wizard.domain.users import SalesforceUser, SansanUser
from wizard.gui.recipients.preview import preview
from wizard.services.mapping_file import read, write
from wizard.words import LANGUAGES, say_line_fault

_LOCAL = st.text("abcxyz0123456789+-=.'_", min_size=1, max_size=12)
_ADDRESSES = st.builds("{}@{}.example".format, _LOCAL, st.sampled_from(["corp", "sfdc", "corp.uat"]))
_IDS = st.text("0123456789u-", max_size=8)
_BARRED = st.sampled_from(["", "", "inactive", "licence"])
USERS = st.lists(st.tuples(_ADDRESSES, _ADDRESSES, _BARRED), min_size=1, max_size=6).map(
    lambda rows: [SalesforceUser(f"005{n}", name, "", mail, "", barred) for n, (name, mail, barred) in enumerate(rows)]
)
SANSAN = st.lists(
    st.builds(SansanUser, _IDS, texts, st.one_of(st.just(""), _ADDRESSES)), max_size=6, unique_by=owner_key
)
ADMIN = SalesforceUser("005A", "admin@admin.example", "Admin")
CELLS = st.one_of(texts, _ADDRESSES, _IDS)


def matched(sansan: list[SansanUser], users: list[SalesforceUser]) -> tuple[tuple[Recipient, ...], Directory]:
    directory = Directory((ADMIN, *users))
    return match_all(sansan, directory, ADMIN), directory


@given(SANSAN, USERS, st.sampled_from(LANGUAGES))
def test_an_export_read_again_changes_nothing(sansan: list[SansanUser], users: list[SalesforceUser], lang: str) -> None:
    recipients, directory = matched(sansan, users)
    lines = lines_of(recipients)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out.csv")
        write(path, lines, lang)
        found = preview(read(path), recipients, directory)
    assert (found.changes, found.faults) == ({}, ())
    assert found.same == len(lines)


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda data: _HEADER + data)))
def test_any_bytes_are_lines_or_one_sentence(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.csv")
        path.write_bytes(data)
        try:
            lines = read(path)
        except AppError as trouble:
            assert trouble.code.startswith(("mapping_file_", "csv_"))
            return
    recipients, directory = matched([SansanUser("u1", "", "a@corp.example")], [])
    preview(lines, recipients, directory)


@given(SANSAN, USERS, st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8))
def test_any_lines_are_checked_and_never_choose_who_cannot_own_cards(
    sansan: list[SansanUser], users: list[SalesforceUser], cells: list[tuple[str, str, str]]
) -> None:
    recipients, directory = matched(sansan, users)
    lines = [Line(number, *row) for number, row in enumerate(cells, start=2)]
    faults = check(lines, recipients, directory)
    assert {fault.code for fault in faults} <= COLUMNS.keys()
    assert all(say_line_fault(fault, lang) for fault in faults for lang in LANGUAGES)
    right = [line for line in lines if line.number not in {fault.number for fault in faults}]
    fit = {ADMIN.id, *(user.id for user in users if not user.barred)}
    assert {r.user_id for r in (*recipients, *apply(right, recipients, directory))} <= fit


@given(SANSAN, USERS)
def test_matching_is_the_same_each_time(sansan: list[SansanUser], users: list[SalesforceUser]) -> None:
    assert matched(sansan, users)[0] == matched(sansan, users[::-1])[0] or _alike(users)


def _alike(users: list[SalesforceUser]) -> bool:
    """Whether two usable users have one username, which Salesforce does not allow."""
    names = [user.username for user in users if not user.barred]
    return len(set(names)) < len(names)


_HEADER = ",".join(HEADERS["ja"]).encode() + b"\r\n"
