"""The pages of the window, one module each; a page is loaded and made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from wizard.flow.steps import IDS
from wizard.gui.page import Context, Page

_ROOM = "wizard.gui"
_ASIDE = {
    "home": "pages.home.HomePage",
    "preview": "pages.preview.PreviewPage",
    "links": "links.page.LinksPage",
    "fields": "fields.page.FieldsPage",
    "explain": "explain.page.ExplainPage",
    "unattended": "unattended.page.UnattendedPage",
}
_STEPS = {
    "prepare": "pages.prepare.PreparePage",
    "sansan": "pages.sansan.SansanPage",
    "environment": "pages.environment.EnvironmentPage",
    "sign-in": "pages.sign_in.SignInPage",
    "connection": "pages.connection.ConnectionPage",
    "sansan-user": "pages.sansan_user.SansanUserPage",
    "recipients": "pages.recipients.RecipientsPage",
    "permission-set": "pages.permission_set.PermissionSetPage",
    "review": "pages.review.ReviewPage",
    "transfer": "pages.transfer.TransferPage",
    "finished": "pages.finished.FinishedPage",
}


class Pages(Mapping[str, Page]):
    """The pages of the wizard's steps by their ids; ``[]`` knows those aside, too. ``welcome`` gets each when made."""

    def __init__(self, context: Context, welcome: Callable[[Page], None]) -> None:
        self._context, self._welcome = context, welcome
        self._made: dict[str, Page] = {}

    def __getitem__(self, step: str) -> Page:
        if step not in self._made:
            module, _, name = (_STEPS | _ASIDE)[step].rpartition(".")
            kind = getattr(import_module(f"{_ROOM}.{module}"), name)
            page: Page = kind(self._context)
            self._made[step] = page
            self._welcome(page)
        return self._made[step]

    def __iter__(self) -> Iterator[str]:
        return iter(IDS)

    def __len__(self) -> int:
        return len(IDS)

    def made(self) -> tuple[Page, ...]:
        """Return the pages of steps that were made so far."""
        return tuple(page for step, page in self._made.items() if step in _STEPS)
