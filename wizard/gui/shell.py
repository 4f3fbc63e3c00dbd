"""The window: every move is decided by the journey; the pages give answers, the frame shows where one is."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QEvent, QSettings
from PySide6.QtGui import QCloseEvent, QGuiApplication

from wizard.application.command import Run
from wizard.application.overview import Overview, ReadOverview
from wizard.application.support import OpenAddress
from wizard.domain.run import RunKind
from wizard.flow.answers import Answers
from wizard.flow.journey import Journey
from wizard.flow.resume import load, settled
from wizard.flow.steps import IDS
from wizard.gui import last_folder, preset
from wizard.gui.announce import announce
from wizard.gui.closing import Closing
from wizard.gui.counter import CardCounter
from wizard.gui.desktop_integration import DesktopIntegration
from wizard.gui.drafts import DraftKeeper
from wizard.gui.focus import FocusKeeper
from wizard.gui.frame import Frame
from wizard.gui.help_dialog import HelpDialog
from wizard.gui.jobs import Jobs
from wizard.gui.languages import Languages
from wizard.gui.page import Context, Page
from wizard.gui.pages import Pages
from wizard.gui.parts import set_words
from wizard.gui.query import Query
from wizard.gui.window_chrome import WindowChrome

if TYPE_CHECKING:
    from wizard.gui.explain.page import ExplainPage
    from wizard.gui.page import AsidePage
    from wizard.gui.pages.finished import FinishedPage
    from wizard.gui.pages.home import HomePage
    from wizard.gui.pages.transfer import TransferPage


class Shell(Frame):
    """The window. ``start`` shows Home when something is set up or was left, else the first page.

    ``memory`` keeps its place and size between two starts.
    """

    def __init__(
        self,
        run: Run,
        languages: Languages,
        demo: Mapping[str, str] | None = None,
        open_url: Callable[[str], None] | None = None,
        memory: QSettings | None = None,
    ) -> None:
        super().__init__(languages.lang, demo)
        self._run, self._languages = run, languages
        self._focus = FocusKeeper(self)
        self._around = WindowChrome(self, self._focus, demo=demo is not None)
        self.journey: Journey | None = None
        self._overview = Overview()
        self._asked = False
        self.jobs = Jobs(self, run)
        self._closing = Closing(self, self.jobs)
        self._drafts = DraftKeeper(self.jobs)
        self._looker, self._looks = Query(self.jobs), 0
        self._looker.succeeded.connect(self._show_start)
        self._looker.failed.connect(self._start_failed)
        self._looked = self._told = False
        self.notice = ""  # what is said as the window opens
        self._address, self._opening = "", self.jobs.runner(asks=False)
        self._opening.succeeded.connect(self._opened)
        self.pages = Pages(self._context(open_url or self._open_address), self._welcome)
        self._aside = "home"  # the page that is shown while nobody answers anything
        self._left: Journey | None = None  # where the page aside was opened from, and leads back to
        self._comfort = DesktopIntegration(self)
        self._help = HelpDialog(self, languages)
        self._connect()
        self._memory = memory
        if memory and isinstance(kept := memory.value("window"), QByteArray):
            self.restoreGeometry(kept)
        if memory and isinstance(folder := memory.value("folder"), str):
            last_folder.remember(folder)
        self._translate()

    def _context(self, open_url: Callable[[str], None]) -> Context:
        return Context(
            self._run,
            self.jobs,
            self._languages,
            self.bar,
            CardCounter(self.jobs),
            open_url,
            lambda answers: self.journey.invalidated_steps(answers) if self.journey else (),
            lambda: {
                p.name: p.answers.profile_id if p.answers else "" for p in self._overview.profiles if not p.damaged
            },
            lambda: self._overview.preset,
        )

    def _welcome(self, page: Page) -> None:
        """Take in a page that was just made."""
        self.add_page(page)
        page.changed.connect(partial(self._page_changed, page))
        page.answered.connect(self._take)
        page.next_wanted.connect(partial(self._next_from, page))
        page.jump_wanted.connect(self.jump)
        page.home_wanted.connect(self._leave_aside)
        page.aside_wanted.connect(self._open_aside)
        if page.step in ("home", "preview", "finished"):
            cast("HomePage", page).journey_wanted.connect(self._set_out)
        if page.step == "home":
            self._welcome_home(cast("HomePage", page))
        if page.step == "transfer":
            transfer = cast("TransferPage", page)
            self._comfort.follow(transfer)
            transfer.ended.connect(lambda result: self.finished.show_result(result))  # noqa: PLW0108 - made only then
        page.translate_all()
        if self.journey and page.step in IDS:
            page.take(self.journey.answers)

    def _welcome_home(self, home: HomePage) -> None:
        home.preview_wanted.connect(partial(self._open_aside, "preview"))
        home.links_wanted.connect(partial(self._open_aside, "links"))
        home.explain_wanted.connect(self._explain)
        home.new_wanted.connect(self.begin)
        home.resume_wanted.connect(self._resume)
        home.discard_wanted.connect(self._discard)

    @property
    def home(self) -> HomePage:
        """The page of what is set up."""
        return cast("HomePage", self.pages["home"])

    @property
    def transfer(self) -> TransferPage:
        """The page that transfers."""
        return cast("TransferPage", self.pages["transfer"])

    @property
    def finished(self) -> FinishedPage:
        """The page of what became of a transfer."""
        return cast("FinishedPage", self.pages["finished"])

    def _connect(self) -> None:
        self.steps.step_wanted.connect(self.jump)
        self.footer.back.clicked.connect(self.back)
        self.footer.next.clicked.connect(self.next)
        self.footer.cancel.clicked.connect(self.leave)
        self.help.clicked.connect(lambda: self._help.show_for(self.page))
        self._comfort.changed.connect(lambda: self._around.show_title(self.page, self.journey, self._comfort.percent))
        self.language.currentIndexChanged.connect(self._switch_language)

    def _open_address(self, address: str) -> None:
        """Open an address, or a file, with what the person or the system has for it."""
        if not self._opening.busy:
            self._address = address
            self._opening.do(OpenAddress(address))

    def _opened(self, opened: bool) -> None:
        if not opened:
            copy = partial(QGuiApplication.clipboard().setText, self._address)
            self.bar.note(
                self.tr("No program could be started to open it. Open it yourself: {address}").format(
                    address=self._address
                ),
                [(self.tr("Copy"), copy)],
            )

    # Start and Home

    def start(self) -> None:
        """Look what is there, then show Home or the first page."""
        self._looks += 1  # what is there may be another than at the last look, which may be on its way
        self._looker.ask(self._looks, ReadOverview(self._languages.lang))

    def look_again_at(self, found: object) -> None:
        """Show Home anew where something was found that it does not show yet."""
        if found and self.journey is None and self._aside == "home":
            self.start()

    def _show_start(self, overview: Overview) -> None:
        self._overview, self._drafts.blank = overview, preset.blank("", overview.preset)
        first, self._looked = not self._looked, True
        if first and self.journey is None and not overview.profiles and load(overview.draft) is None:
            self.begin()
        elif self.journey is None:
            self._aside = "home"
            self.home.show_overview(overview)
            self._show_page(self.home)
        if (trouble := overview.preset_trouble or overview.restored) and not self._told:
            self._told = True
            self.page.say_error(trouble)
        if first and self.notice and not self.bar.message:
            self.bar.note(self.notice)

    def _start_failed(self, error: Exception) -> None:
        self._aside = "home"
        self._show_page(self.home)
        self.home.say_error(error, self.start)

    def go_home(self) -> None:
        """Show Home as things are now."""
        self._keep_draft()
        self.journey = self._left = None
        self._drafts.when_settled(self.start)

    def begin(self) -> None:
        """Begin a new set-up."""
        self._open(Journey(preset.blank(uuid.uuid4().hex, self._overview.preset)))

    def _resume(self) -> None:
        journey = load(self._overview.draft)
        self._open(preset.under(self._overview, journey)) if journey else self.begin()

    def _discard(self) -> None:
        self._drafts.discard(self._overview.draft)
        self._overview = replace(self._overview, draft="")
        self.begin()

    def _set_out(self, journey: Journey, kind: str) -> None:
        self.transfer.kind = RunKind(kind)
        self._open(journey)

    def _open_aside(self, step: str, answers: Answers) -> None:
        """Show a page that is no step of the wizard; from a step, it leads back there with its answers."""
        self._keep_draft()
        self._left, self.journey, self._aside = self.journey or self._left, None, step
        page = cast("AsidePage", self.page)
        page.look(answers)
        self._show_page(page)

    def _explain(self, answers: Answers, wanted: str) -> None:
        cast("ExplainPage", self.pages["explain"]).wanted = wanted
        self._open_aside("explain", answers)

    def _leave_aside(self) -> None:
        """Go back to the step the page was opened from, else Home."""
        if self._left and self.journey is None:
            self._open(self._left.answer(self.pages[self._aside].answers))
        else:
            self.go_home()

    # Moves

    def next(self) -> None:
        """Go on, when the page is complete; ask first what it wants to be asked."""
        page = self.page
        if self.journey is None or page.open_point():
            return
        if not self._asked and (question := page.question()):
            self._asked = True
            self.bar.note(question)
            self._refresh_footer()
            return
        self._take(page.proposed())
        if self.journey.current == IDS[-1]:
            self.go_home()
        else:
            self._open(self.journey.next())

    def _next_from(self, page: Page) -> None:
        """Go on for a page that is complete by itself, if the person is still there."""
        if page is self.page:
            self.next()

    def back(self) -> None:
        """Go back one step; nothing entered is lost."""
        if self.journey and self.journey.can_go_back:
            self.jump(IDS[IDS.index(self.journey.current) - 1])

    def jump(self, step: str) -> None:
        """Open a step, taking along what the page has completed."""
        if self.journey is None or step == self.journey.current or not self.journey.can_open(step):
            return
        if not self.page.open_point():
            self._take(self.page.proposed())
        self._open(settled(replace(self.journey, current=step)))

    def leave(self) -> None:
        """Stop answering for now: to Home where there is one, else out of the program."""
        if self._overview.profiles or (self.journey and self.journey.answers.saved):
            self.go_home()
        else:
            self.close()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self.journey.current if self.journey else self._aside]

    def _open(self, journey: Journey) -> None:
        self.journey, self._left = journey, None
        self._keep_draft()
        self._show_page(self.page)

    def _show_page(self, page: Page) -> None:
        before = self.shown_page()
        if before and before is not page:
            before.left()
        self.bar.clear()
        if self.journey:
            self._tell_pages(self.journey)
        self.show_page(page)
        page.title.setFocus()  # so that nothing of the page before is left with it, nor read out
        self._help.follow(page)
        self._refresh()
        page.entered()
        self._give_focus(page)

    def _give_focus(self, page: Page) -> None:
        """Put the focus where the page wants it, else on Next, else on the page's title, to be read out."""
        usable = self.footer.next.isVisibleTo(self) and self.footer.next.isEnabled()
        (page.first_focus() or (self.footer.next if usable else page.title)).setFocus()
        announce(page, page.heading())

    def _page_changed(self, page: Page) -> None:
        """Follow the page that is shown; the others change while all are told of new answers."""
        if page is self.page:
            self._refresh()

    def _tell_pages(self, journey: Journey) -> None:
        """Give every page the answers, so that none ever works with old ones."""
        for page in self.pages.made():
            if page.answers != journey.answers:
                page.take(journey.answers)

    def _keep_draft(self) -> None:
        """Keep what was answered, and what the page would answer where that resets nothing."""
        if self._left:
            self._drafts.keep(self._left.answer(self.pages[self._aside].answers))
        if self.journey is None:
            return
        proposed = self.page.proposed() if self.shown_page() is self.page else self.journey.answers
        fits = not self.page.open_point() and not self.journey.invalidated_steps(proposed)
        self._drafts.keep(self.journey.answer(proposed) if fits else self.journey)

    def _take(self, answers: Answers) -> None:
        if self.journey is None:
            return
        self.journey = self.journey.answer(answers)
        self._tell_pages(self.journey)
        self._keep_draft()
        self._refresh()

    # What is shown around the page

    def _refresh(self) -> None:
        self._asked = False
        if self.shown_page():
            self._around.show(self.page, self.journey)
        else:
            self._around.show_start()

    def _refresh_footer(self) -> None:
        self._around.show_footer(self.page, self.journey, asked=self._asked)

    def _switch_language(self, index: int) -> None:
        self._languages.use(self.language.itemData(index))

    def _translate(self) -> None:
        self.language.set_label(self.tr("Language"))
        self.steps.setAccessibleName(self.tr("Steps"))
        set_words(self.help, self.tr("Help"), "H")
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the draft; close when no thread runs any more."""
        self._keep_draft()
        if self._memory:
            self._memory.setValue("window", self.saveGeometry())
            self._memory.setValue("folder", last_folder.last_folder())
        self._closing.decide(event)
