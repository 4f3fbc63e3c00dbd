"""The deploys of an organisation: one at a time, each in its own transaction (salesforce.md §4.5)."""

from __future__ import annotations

import queue
import threading
import traceback
from typing import Any

from wizard.standin.salesforce.errors import ApiError, not_found
from wizard.standin.salesforce.ids import IdMaker
from wizard.standin.salesforce.metadata.archive import Archive, ArchiveError
from wizard.standin.salesforce.metadata.draft import Components, Draft, Recorder
from wizard.standin.salesforce.metadata.job import FINISHED, Deploy, options_of
from wizard.standin.salesforce.metadata.run import Run
from wizard.standin.salesforce.rights import Access, RightsBook
from wizard.standin.salesforce.settings import Settings
from wizard.standin.salesforce.store import Store

_TURN = 0.05  # seconds between two looks whether the others are done
_RIGHTS = frozenset({"ModifyAllData", "ModifyMetadata"})


class _Undone(Exception):  # noqa: N818 - no error, the way out of a transaction
    """Rolls back a deploy that failed or was only checked."""


class DeployBook:
    """Takes deploys and carries them out on a thread of its own, until ``close``."""

    def __init__(
        self, store: Store, ids: IdMaker, rights: RightsBook, records: Recorder, settings: Settings, *, sandbox: bool
    ) -> None:
        self._store, self._ids, self._rights, self._records = store, ids, rights, records
        self._settings, self._sandbox = settings, sandbox
        self._components: Components = {}
        self._deploys: dict[str, Deploy] = {}
        self._queue: queue.SimpleQueue[tuple[Deploy, bytes] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def add(self, access: Access, options: dict[str, Any]) -> Deploy:
        """Return a new deploy that waits for its ``start``. Raises ApiError when the user may not deploy."""
        check_rights(access)
        self._check_tests(options)
        name = self._store.read('SELECT "Name" FROM "User" WHERE "Id" = ?', (access.user_id,))[0][0]
        deploy = Deploy(self._ids.make("0Af"), access.user_id, name, options_of(options))
        self._deploys[deploy.id] = deploy
        return deploy

    def all(self) -> list[Deploy]:
        """Return every deploy of the organisation."""
        return list(self._deploys.values())

    def _check_tests(self, options: dict[str, Any]) -> None:
        """Production takes no deploy that asks to skip the tests, with Apex or without [C2]; the status is [I]."""
        if not self._sandbox and options.get("testLevel") == "NoTestRun":
            text = "testLevel of NoTestRun cannot be used in production organizations"
            raise ApiError(400, "INVALID_OPERATION", text)

    def start(self, deploy: Deploy, data: bytes) -> None:
        """Queue a deploy with its zip."""
        self._queue.put((deploy, data))

    def get(self, access: Access, deploy_id: str) -> Deploy:
        """Return a deploy. Raises ApiError."""
        check_rights(access)
        found = [deploy for key, deploy in self._deploys.items() if key[:15] == deploy_id[:15]]
        if not found:
            raise not_found()
        return found[0]

    def cancel(self, access: Access, deploy: Deploy) -> None:
        """Stop a deploy that waits or is in progress. Raises ApiError when it is finished [I]."""
        with deploy.lock:
            if deploy.status in FINISHED:
                raise ApiError(400, "INVALID_ID_FIELD", "The deployment is already completed")
            deploy.status = "Canceling"
            deploy.canceled_by = (access.user_id, deploy.user_name)
        deploy.cancel.set()

    def close(self) -> None:
        """Cancel what is left and stop."""
        for deploy in self.all():
            deploy.cancel.set()
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while entry := self._queue.get():
            deploy, data = entry
            while self._settings.deploys_held and not deploy.cancel.wait(_TURN):
                pass
            if not deploy.cancel.is_set():
                deploy.move("InProgress")
            if deploy.cancel.wait(self._settings.deploy_seconds):
                deploy.move("Canceled")
                continue
            self._carry_out(deploy, data)

    def _carry_out(self, deploy: Deploy, data: bytes) -> None:
        try:
            status = self._deploy(deploy, data)
        except ArchiveError as error:
            deploy.error, status = (error.code, error.message), "Failed"
        except Exception:  # a mistake in the stand-in: seen on standard error, and the client gets an answer
            traceback.print_exc()
            text = "UNKNOWN_EXCEPTION: An unexpected error occurred."
            deploy.error, status = ("UNKNOWN_EXCEPTION", text), "Failed"
        deploy.move(status)

    def _deploy(self, deploy: Deploy, data: bytes) -> str:
        options, schema = deploy.options, self._rights.schema
        if not (self._sandbox or options["rollbackOnError"] or options["checkOnly"]):
            raise ArchiveError("INVALID_OPERATION", "rollbackOnError must be true in a production organization")
        archive = Archive(data, single_package=bool(options["singlePackage"]))
        try:
            with self._store.transaction():
                draft = Draft(schema, self._store, self._ids, self._records, self._components, deploy.user_id)
                run = Run(draft, archive, allow_missing=bool(options["allowMissingFiles"]))
                run.carry_out()
                deploy.messages = run.messages
                if options["checkOnly"] or (run.failed and options["rollbackOnError"]):
                    raise _Undone
                deploy.move("FinalizingDeploy")
                schema.adopt(draft.schema)
                self._components = draft.components
                self._rights.forget()
        except _Undone:
            return "Failed" if run.failed else "Succeeded"
        return "SucceededPartial" if run.failed else "Succeeded"


def check_rights(access: Access) -> None:
    """Refuse who may not use the Metadata API (§4.5 [C]; the text is seen in the field [C2])."""
    if not _RIGHTS & access.permissions:
        text = "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions"
        raise ApiError(403, "INSUFFICIENT_ACCESS", text)
