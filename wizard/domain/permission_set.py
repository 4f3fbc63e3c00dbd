"""Finding the integration user's permission set by its label, whatever its spelling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wizard.domain.text import fold_label

OWN_SET = "Sansan_Card_Integration"  # of our own object (resources/salesforce)
OWN_READER_SET = "Sansan_Card_User"
LINK_SET = "Sansan_Card_Links"  # for contacts, leads and accounts; made only where links are on and rights are missing
LABELS = ("Sansan データ連携実行ユーザ", "Sansan Data Integration User")


@dataclass(frozen=True, slots=True)
class PermissionSet:
    """A Salesforce permission set."""

    id: str
    name: str
    label: str


def integration_sets(sets: Iterable[PermissionSet]) -> tuple[PermissionSet, ...]:
    """Return the sets whose whole label is the integration user's.

    The spelling varies (sansan.md §2.5), so labels are compared folded; a longer label such as
    「…(標準オブジェクト権限無し)」 is another set.
    """
    wanted = {fold_label(label) for label in LABELS}
    return tuple(s for s in sets if fold_label(s.label) in wanted)


def bare_sets(sets: Iterable[PermissionSet]) -> tuple[PermissionSet, ...]:
    """Return the sets of the integration user that open no standard object, as the integration licence wants it.

    Their label is the integration user's with a remark behind it; the English one is inferred.
    """
    wanted = tuple(fold_label(label) for label in LABELS)
    marks = ("標準オブジェクト", "standard")
    return tuple(
        s for s in sets if fold_label(s.label).startswith(wanted) and any(mark in fold_label(s.label) for mark in marks)
    )
