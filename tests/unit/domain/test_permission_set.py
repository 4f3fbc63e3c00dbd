from __future__ import annotations

import pytest

from wizard.domain.permission_set import PermissionSet, integration_sets

# Spellings and neighbours: sansan.md §2.5.
SPELLINGS = [
    "Sansan データ連携実行ユーザ",
    "Sansanデータ連携実行ユーザ",
    "Sansan データ連携実行ユーザー",
    "Sansanデータ連携実行ユーザー",
    "Sansan　データ連携実行ユーザ",
    " Sansan データ連携実行ユーザ ",
    "Ｓａｎｓａｎ ﾃﾞｰﾀ連携実行ﾕｰｻﾞ",
    "Sansan Data Integration User",
    "sansan data integration user",
    "SansanDataIntegrationUser",
    "Sansan_Data_Integration_User",
]
DECOYS = [
    "",
    "Sansan",
    "Sansan 管理者",
    "Sansan データ連携実行ユーザ(標準オブジェクト権限無し)",
    "Sansan データ連携実行ユーザ（標準オブジェクト権限無し）",
    "Sansan Connectivity データ連携実行ユーザ",
    "(Sansan CI) Enrichment Fields Permission",
    "データ連携実行ユーザ",
    "Sansan データ連携ユーザ",
    "Sansan Data Integration User (No Standard Object Permissions)",
    "Sansan Connectivity Data Integration User",
    "Sansan Data Integration Users",
]


def sets(labels: list[str]) -> list[PermissionSet]:
    return [PermissionSet(f"0PS{n}", "Sansan_CI__Any", label) for n, label in enumerate(labels)]


@pytest.mark.parametrize("label", SPELLINGS)
def test_every_spelling_is_found(label: str) -> None:
    wanted = PermissionSet("0PSx", "Any", label)
    assert integration_sets([*sets(DECOYS), wanted]) == (wanted,)


@pytest.mark.parametrize("label", DECOYS)
def test_a_neighbour_is_never_taken_for_it(label: str) -> None:
    assert integration_sets(sets([label])) == ()


def test_several_of_the_name_are_all_returned_for_a_person_to_choose() -> None:
    assert len(integration_sets(sets(SPELLINGS[:2] + DECOYS))) == 2
