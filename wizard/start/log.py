"""What a failed start leaves in the log, which is somewhere even where the person's folder cannot be written."""

from __future__ import annotations

import logging
import os

from wizard.services.home import Home
from wizard.services.logs import log_somewhere
from wizard.words.say import Lang, say_command

_log = logging.getLogger(__name__)


def failed(error: Exception) -> str:
    """Log a fault of the start, and return what to say of it."""
    lang = _lang(os.environ.get("LANG", ""))
    if isinstance(error, ImportError):
        return _keep("start_broken", lang, error, part=str(error))
    return _keep("start_fault", lang, error)


def ended_unseen(lang: str) -> str:
    """Log that the program ended before its window was open, and return what to say of it."""
    return _keep("start_ended", _lang(lang))


def _keep(code: str, lang: Lang, error: Exception | None = None, **details: str) -> str:
    file = log_somewhere(Home.default())
    _log.error("%s", code, exc_info=error)
    return f"{say_command(code, lang, **details)}\n\n{say_command('start_log', lang, file=file)}"


def _lang(lang: str) -> Lang:
    return "ja" if lang.startswith("ja") else "en"
