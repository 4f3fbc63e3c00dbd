"""The part of the small world that knows the fields of the cards' object."""

from __future__ import annotations

from datetime import UTC, datetime

from wizard.application.command import Report
from wizard.application.fields import FieldsFound
from wizard.application.sansan import TagsFound
from wizard.domain.card import Card, Owner
from wizard.domain.card_filter import CardGroup
from wizard.domain.control import Progress
from wizard.domain.destination import PACKAGE, Field
from wizard.domain.errors import AppError
from wizard.domain.profile import CardChoice
from wizard.flow.answers import Answers, Connection
from wizard.words.say import say_item

GROUPS = {
    CardGroup("sato@example.com", "sato@example.com", "2026-10-12", ("VIP", "展示会2026")): 40,
    CardGroup("sato@example.com", "sato@example.com", "2019-04-01", ()): 360,
    CardGroup("tanaka@example.com", "tanaka@example.com", "2026-10-12", ("展示会2026",)): 60,
    CardGroup("tanaka@example.com", "tanaka@example.com", "", ("展示会2025",)): 240,
}
"""The 700 cards by what a choice goes by."""

_TYPES = {"email": ("email", 80), "url": ("url", 255), "phone": ("phone", 40), "memo": ("textarea", 32768)}
_CARD = Card(
    "C1",
    Owner("u1", "佐藤 花子", "sato@example.com"),
    datetime(2026, 11, 1, tzinfo=UTC),
    ("展示会2026", "役員"),
    "P1",
    "2026-10-12",
    "御手洗",
    "一二三",
    "ミタライ",
    "ヒフミ",
    "みたらい商事株式会社",
    "営業本部",
    "部長",
    "hifumi@mitarai.example",
    "03-0000-0000",
    memo="展示会で名刺交換。" * 12,
    prefecture="東京都",
    city="千代田区",
)


def _fields() -> dict[str, Field]:
    fields = {
        name: Field(name, *_TYPES.get(item, ("string", 255)), label=say_item(item, "en"))
        for item, name in PACKAGE.fields.items()
    }
    fields[PACKAGE.key_field] = Field(PACKAGE.key_field, "string", 64, external_id=True)
    fields["Card_Memo__c"] = Field("Card_Memo__c", "string", 80, label="Memo of the card", required=True)
    fields["Rank__c"] = Field("Rank__c", "picklist", 255, label="Rank", values=("A", "B"), closed=True)
    fields["Count__c"] = Field("Count__c", "double", label="Count")
    fields["Locked__c"] = Field("Locked__c", "string", 80, label="Locked", writable=False)
    return fields


class FieldsWorld:
    """Answers the commands about fields and tags."""

    def __init__(self) -> None:
        self.fields = _fields()
        self.example_cards = (_CARD, _CARD._replace(id="C2", last_name="山田", first_name="太郎", memo="", company=""))
        self.rewritten: int | None = 37
        self.counted: list[CardChoice] = []
        self.cards_chosen: dict[str, CardChoice] = {}
        self.tags_found = TagsFound(("VIP", "展示会2026", "展示会2025"))
        self.trouble: dict[str, AppError] = {}

    def find_tags(self, connection: Connection) -> TagsFound:
        self._raise("tags")
        return self.tags_found

    def find_fields(self, answers: Answers) -> FieldsFound:
        self._raise("look_at_fields")
        return FieldsFound(PACKAGE, self.fields, self.example_cards)

    def count_rewritten(self, answers: Answers, report: Report) -> int | None:
        self._raise("count_rewritten")
        self.counted.append(answers.cards)
        report(Progress("reading", 300, 12))
        return self.rewritten if answers.cards.chosen_fields else 0

    def choose_cards(self, profile: str, cards: CardChoice) -> None:
        self._raise("choose_cards")
        self.cards_chosen[profile] = cards

    def _raise(self, what: str) -> None:
        if what in self.trouble:
            raise self.trouble[what]
