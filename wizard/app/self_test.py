"""The self-test's work, in a process of its own: every part of the program is used once, on the stand-in services."""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import keyring
import truststore
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from wizard import resources
from wizard.app.gui_driver import GuiDriver
from wizard.app.pipe import Connection
from wizard.app.runner import Runner
from wizard.domain.errors import AppError
from wizard.flow.steps import IDS
from wizard.gui import theme
from wizard.gui.languages import Languages
from wizard.gui.pages.finished import FinishedPage
from wizard.gui.shell import Shell
from wizard.services.home import Home
from wizard.services.memory_keyring import MemoryKeyring
from wizard.services.salesforce.own_package import own_package
from wizard.services.schedulers.memory import MemoryScheduler
from wizard.services.secrets import Keyring
from wizard.standin.services import Standins
from wizard.wiring import Services
from wizard.words import LANGUAGES, Lang, say_trouble

CARDS = 1_000
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")


def work(pipe: Connection, folder: Path, errors: Path, lang: Lang) -> None:
    """Do every check and send ``(part, what is wrong)`` for each that fails; then ``None``.

    Standard error goes to the file ``errors``, as written by any library beneath Python, too.
    """
    os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
    for part, check in _parts(folder):
        try:
            check()
        except AppError as trouble:
            pipe.send((part, say_trouble(trouble, lang)))
        except Exception as error:  # whatever is wrong is what was asked for
            pipe.send((part, f"{type(error).__name__}: {error}"))
    pipe.send(None)


def _parts(folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "keyring", Keyring().check
    yield "certificates", _load_certificates
    yield "resources", _read_resources
    yield "translations", _load_translations
    yield "window", partial(_walk, folder)
    yield "ledger", partial(_read_ledger, folder)


def _load_certificates() -> None:
    truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if not ssl.create_default_context().cert_store_stats()["x509_ca"]:
        raise FileNotFoundError("no certificates")


def _read_resources() -> None:
    for lang in LANGUAGES:
        own_package(lang)
    for name in ("licences/NOTICES.txt", "icons/program.svg"):
        resources.path(name).read_bytes()


def _load_translations() -> None:
    ours, qts = str(resources.path("i18n")), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (*((lang, ours) for lang in LANGUAGES), ("qtbase_ja", qts), ("qtbase_en", qts)):
        if not QTranslator().load(name, folder):
            raise FileNotFoundError(f"{name}.qm")


def _walk(folder: Path) -> None:
    """Walk the wizard from the first page to the last with a window, and count what arrived."""
    with closing(Standins(cards=CARDS, users=20)) as standins, _pointed_at(standins.ready()):
        app = QApplication(["sansan-salesforce"])
        theme.Look(app)
        languages = Languages("en")
        services = Services(home=Home(folder), own_scheduler=MemoryScheduler())
        shell = Shell(Runner(services), languages, {})
        shell.show()
        shell.start()
        driver, window = GuiDriver(shell), int(shell.winId())
        try:
            _walk_pages(driver, languages, standins.ready())
            if int(shell.winId()) != window:  # what is on its way to a window is lost with it
                raise ValueError("the system's window was replaced by another")
        finally:
            shell.jobs.cancel_all()
            driver.until(lambda: not shell.jobs.busy, "end")
            shell.close()
            app.closeAllWindows()
            app.aboutToQuit.emit()


def _walk_pages(driver: GuiDriver, languages: Languages, ready: dict[str, str]) -> None:
    actions: dict[str, Callable[[], None]] = {
        "sansan": partial(_give_key, driver, ready["api_key"]),
        "environment": partial(driver.fill, "input-consumer-key", ready["consumer_key"]),
        "sign-in": partial(driver.sign_in, ready["username"], ready["password"]),
        "permission-set": partial(driver.press, "button-assign-permission-set"),
        "review": partial(driver.press, "button-save-and-transfer"),
    }
    goes_on_by_itself = ("sign-in", "review", "transfer")
    for step in IDS:
        driver.page(step)
        _speak_both(driver, languages)
        actions.get(step, lambda: None)()
        if step not in goes_on_by_itself and step != IDS[-1]:
            driver.go_on()
    finished = driver.shell.pages["finished"]
    result = finished.result if isinstance(finished, FinishedPage) else None
    if result is None or result.counts.get("created") != CARDS:
        raise ValueError(f"transferred: {result.counts if result else None}")


def _give_key(driver: GuiDriver, key: str) -> None:
    driver.fill("input-api-key", key)
    driver.press("button-test-key")


def _speak_both(driver: GuiDriver, languages: Languages) -> None:
    page = driver.shell.page
    languages.use("ja")
    driver.until(lambda: bool(_JAPANESE.search(page.title.text())), f"page-{page.step}, ja")
    languages.use("en")
    driver.until(lambda: not _JAPANESE.search(page.title.text()), f"page-{page.step}, en")


def _read_ledger(folder: Path) -> None:
    services = Services(home=Home(folder))
    with services.ledger(services.profiles.pick(None)) as ledger:
        sent, failed = ledger.cards.totals()
    if (sent, failed) != (CARDS, 0):
        raise ValueError(f"sent {sent}, failed {failed}")


@contextmanager
def _pointed_at(ready: dict[str, str]) -> Iterator[None]:
    """Point this process, which ends soon, at the stand-ins, with a keyring in memory."""
    os.environ.update(SANSAN_API_URL=ready["sansan_url"], SALESFORCE_LOGIN_URL=ready["salesforce_url"])
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    try:
        yield
    finally:
        keyring.set_keyring(before)
