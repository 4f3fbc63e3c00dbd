"""Every expected fault of the program, as a code with details; the sentence for it stands in ``words.errors``.

The class says what it means for the person, and so the exit code of the command line.
"""

from __future__ import annotations

from collections.abc import Callable


class AppError(Exception):
    """An expected fault. ``details`` fill the placeholders of the sentence and never hold a secret.

    In another process it arrives as the plain kind of its exit code, with details as texts.
    """

    exit_code = 2

    def __init__(self, code: str, /, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __reduce__(self) -> tuple[Callable[..., AppError], tuple[int, str, dict[str, str]]]:
        details = {name: str(value) for name, value in self.details.items()}
        return _plain, (self.exit_code, self.code, details)


class SetupMustChange(AppError):
    """Wrong use, or something in the set-up, in Sansan or in Salesforce must be changed by a person."""

    exit_code = 2


class SignInNeeded(AppError):
    """A Salesforce sign-in or a Sansan key must be renewed."""

    exit_code = 3


class Interrupted(AppError):
    """Stopped before the end; what was done is kept and can be continued."""

    exit_code = 4


class PassingFault(Interrupted):
    """A fault that may cure itself: a retry can help, after ``retry_after`` seconds when the server said so."""

    def __init__(self, code: str, /, retry_after: float | None = None, **details: object) -> None:
        super().__init__(code, **details)
        self.retry_after = retry_after


class ConnectionLost(PassingFault):
    """No complete answer arrived. ``sent`` is False when the request surely did not reach the server."""

    def __init__(self, code: str, /, *, sent: bool, host: str) -> None:
        super().__init__(code, host=host)
        self.sent = sent


class Refused(AppError):
    """A server said no to one request: its ``error_code`` and ``message``; the caller decides what it means."""

    def __init__(self, status: int, error_code: str, message: str = "", fields: tuple[str, ...] = ()) -> None:
        super().__init__("refused", status=status, error_code=error_code, message=message)
        self.status = status
        self.error_code = error_code
        self.message = message
        self.fields = fields


class BulkSwitchedOff(Exception):
    """The destination takes no Bulk jobs; its rows go in small calls."""


def _plain(exit_code: int, code: str, details: dict[str, str]) -> AppError:
    kinds: dict[int, type[AppError]] = {2: SetupMustChange, 3: SignInNeeded, 4: Interrupted}
    return kinds[exit_code](code, **details)
