"""The part of the small world that knows what became of cards."""

from __future__ import annotations

from wizard.application.explain import RunRows
from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.links import LinkOutcome
from wizard.domain.outcome import CREATED, FAILED, SKIPPED, Outcome
from wizard.transfer.explaining import CardStory, Explanation
from wizard.transfer.ledger.links import LinkRow

STARTED = "2026-11-02T03:04:05+00:00"
_REFUSED = Outcome("C2", "", FAILED, "row:FIELD_CUSTOM_VALIDATION_EXCEPTION", "社長室の名刺は登録できません。")
_LINK = LinkRow("C1", "a001", LinkOutcome.LINKED, way="email", kind="Contact", target_id="003000000000001")


class ExplainWorld:
    """Answers the commands about single cards."""

    def __init__(self) -> None:
        self.explained: list[str] = []
        self.explain_notices: tuple[AppError, ...] = ()
        self.stories = {
            "C1": CardStory(
                "C1", "御手洗 一二三", True, True, "", "r2", STARTED, Outcome("C1", "a001", CREATED),
                salesforce_id="a00000000000001", owner="sato@example.com", changed_by="tanaka@example.com", link=_LINK,
            ),
            "C2": CardStory("C2", "御手洗 <b>花</b>", True, True, "", "r2", STARTED, _REFUSED),
            "C3": CardStory("C3", "山田 太郎", True, False, "no_chosen_tag"),
            "C4": CardStory("C4", "C4", False, None, "not_visible", deleted=True),
        }  # fmt: skip
        self.run_rows = RunRows(
            "r2",
            STARTED,
            (_REFUSED, Outcome("C3", "", SKIPPED, "no_chosen_tag"), Outcome("C1", "a001", CREATED)),
            "https://org.example",
        )

    def read_run_rows(self) -> RunRows:
        return self.run_rows

    def explain(self, text: str) -> Explanation:
        self._raise("explain")
        self.explained.append(text)
        fits = tuple(s for s in self.stories.values() if text in (s.card_id, *s.name.split()) or text in s.name)
        if not fits:
            raise SetupMustChange("no_card_fits", text=text)
        return Explanation(fits, self.explain_notices)

    def _raise(self, what: str) -> None:
        raise NotImplementedError
