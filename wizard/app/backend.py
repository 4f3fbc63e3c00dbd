"""``gui.backend.Backend`` over the services, in parts (most stand on Salesforce’s)."""

from __future__ import annotations

from wizard.app.destination_part import DestinationPart
from wizard.app.diagnostics_part import DiagnosticsPart
from wizard.app.links_part import LinksPart
from wizard.app.renewal_part import RenewalPart
from wizard.app.sansan_part import SansanPart
from wizard.app.saved_part import SavedPart
from wizard.app.schedule_part import SchedulePart


class ServicesBackend(SansanPart, SavedPart, DestinationPart, RenewalPart, SchedulePart, DiagnosticsPart, LinksPart):
    """Everything a page may ask. Its methods may be called from several worker threads at once."""
