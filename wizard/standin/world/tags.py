"""The tags of the demo company: public and shared ones, and one private tag of each user."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.standin.world.hashing import pick
from wizard.standin.world.names import words
from wizard.standin.world.people import SansanUser

_PUBLIC = words("展示会 セミナー参加 既存顧客 見込み客 パートナー 競合 役員 年賀状 Webinar 休眠")
_SHARED = ["大阪出張", "VIP☆", "𠮷野プロジェクト", 'イベント "2024"', "Q1,Q2 フォロー"]
_PRIVATE = ["要フォロー", "飲み友達", "=重要", "my leads"]


@dataclass(frozen=True)
class Tag:
    """One tag; ``type`` is public, shared or private; a private one is seen by its owner alone [I]."""

    id: str
    name: str
    type: str
    owner: SansanUser


class Tags:
    """Every tag of a world, in the order of their ids."""

    def __init__(self, users: tuple[SansanUser, ...]) -> None:
        common = [(name, "public") for name in _PUBLIC] + [(name, "shared") for name in _SHARED]
        self.common = [Tag(f"t{n + 1}", name, kind, users[0]) for n, (name, kind) in enumerate(common)]
        self.private = [Tag(f"p{n + 1}", pick(_PRIVATE, n), "private", user) for n, user in enumerate(users)]
        self.all = self.common + self.private

    def of_card(self, bits: int, owner: int) -> list[Tag]:
        """Return the tags of a card: half the cards have none, others one to three."""
        if bits & 1:
            return []
        tags = [pick(self.common, bits >> 8)]
        if bits & 2:
            tags.append(pick(self.common, (bits >> 8) + 1 + (bits >> 16) % 7))
        if bits & 4:
            tags.append(self.private[owner])
        return tags
