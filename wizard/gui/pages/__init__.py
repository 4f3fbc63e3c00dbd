"""The pages of the wizard, one module a step, in the order of the steps."""

from __future__ import annotations

from wizard.gui.page import Context, Page
from wizard.gui.pages.connection import ConnectionPage
from wizard.gui.pages.environment import EnvironmentPage
from wizard.gui.pages.finished import FinishedPage
from wizard.gui.pages.permission_set import PermissionSetPage
from wizard.gui.pages.prepare import PreparePage
from wizard.gui.pages.recipients import RecipientsPage
from wizard.gui.pages.review import ReviewPage
from wizard.gui.pages.sansan import SansanPage
from wizard.gui.pages.sansan_user import SansanUserPage
from wizard.gui.pages.sign_in import SignInPage
from wizard.gui.pages.transfer import TransferPage


def make_pages(context: Context, transfer: TransferPage, finished: FinishedPage) -> dict[str, Page]:
    """Return every page of the wizard, the last two given, by the ids of the steps."""
    transfer.ended.connect(finished.show_result)
    kinds = (
        PreparePage,
        SansanPage,
        EnvironmentPage,
        SignInPage,
        ConnectionPage,
        SansanUserPage,
        RecipientsPage,
        PermissionSetPage,
        ReviewPage,
    )
    pages: list[Page] = [*(kind(context) for kind in kinds), transfer, finished]
    return {page.step: page for page in pages}
