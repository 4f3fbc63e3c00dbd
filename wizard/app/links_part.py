"""Links of saved set-ups for the window: runs in a process of their own, and what a person decides from."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.app.tasks import LINK, PREVIEW_LINKS, Task
from wizard.app.transfer_part import TransferPart
from wizard.application.links import link_reader
from wizard.domain.control import Control, Report
from wizard.domain.links import Choice, Kind, LinkOptions
from wizard.gui.link_questions import CandidateFacts, CardFacts, LinksResult
from wizard.words import Lang


class LinksPart(TransferPart):
    """Links, previews links, and shows what a person decides from."""

    def preview_links(
        self, profile: str, options: LinkOptions, lang: Lang, report: Report, control: Control
    ) -> LinksResult:
        """Find out what linking would do; writes nothing but a report."""
        return self._do(Task(PREVIEW_LINKS, profile, lang, links=options), LinksResult, report, control)

    def link(self, profile: str, options: LinkOptions, lang: Lang, report: Report, control: Control) -> LinksResult:
        """Link the stored cards of a saved set-up; a stop before the end is in the result, not raised."""
        return self._do(Task(LINK, profile, lang, links=options), LinksResult, report, control)

    def link_options(self, profile: str) -> LinkOptions:
        """Return what was chosen for links when the set-up was saved."""
        return self._services.profiles.pick(profile).links

    def card_facts(self, profile: str, record_ids: Sequence[str], control: Control) -> tuple[CardFacts, ...]:
        """Return what stands on stored cards; deleted ones are left out."""
        reader = link_reader(self._services.profiles.pick(profile), self._with(control))
        return tuple(CardFacts(card.record_id, card.values) for card in reader.cards(record_ids))

    def candidate_facts(
        self, profile: str, kind: Kind, ids: Sequence[str], control: Control
    ) -> tuple[CandidateFacts, ...]:
        """Return contacts or leads to choose from; deleted ones are left out."""
        reader = link_reader(self._services.profiles.pick(profile), self._with(control))
        return tuple(CandidateFacts(**facts) for facts in reader.facts(kind, ids))

    def choose_link(
        self, profile: str, card_ids: Sequence[str], choice: Choice, kind: str = "", target_id: str = ""
    ) -> None:
        """Remember a person's decision about cards. Raises ``Interrupted`` while a run of the set-up is busy."""
        saved = self._services.profiles.pick(profile)
        with self._services.home.run_lock(saved.name), self._services.ledger(saved) as ledger:
            for card_id in card_ids:
                ledger.links.choose(card_id, choice, kind, target_id)

    def unchoose_link(self, profile: str, card_ids: Sequence[str]) -> None:
        """Forget every decision about cards. Raises as ``choose_link``."""
        saved = self._services.profiles.pick(profile)
        with self._services.home.run_lock(saved.name), self._services.ledger(saved) as ledger:
            for card_id in card_ids:
                ledger.links.unchoose(card_id)
