"""What Qt and the libraries under it say and do wrong goes to the log, which is all that is left of a process then."""

from __future__ import annotations

import faulthandler
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger(__name__)
_LEVELS = {QtMsgType.QtCriticalMsg: logging.ERROR, QtMsgType.QtFatalMsg: logging.CRITICAL}


@contextmanager
def native_faults_in_log() -> Iterator[None]:
    """Log Qt's own faults, and the place in the program at which a fault outside Python ends it."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.FileHandler) and handler.stream:
            faulthandler.enable(handler.stream.fileno())
    qInstallMessageHandler(_keep)
    try:
        yield
    finally:
        qInstallMessageHandler(None)  # Python ends before Qt does


def _keep(kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    _log.log(_LEVELS.get(kind, logging.DEBUG), "%s", message)
    print(message, file=sys.stderr, flush=True)
