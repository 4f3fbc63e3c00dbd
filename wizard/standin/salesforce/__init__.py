"""Stand-in Salesforce, built from the protocol facts; imports nothing of the product's client code."""

from __future__ import annotations

from wizard.standin.salesforce.org import Package
from wizard.standin.salesforce.service import SalesforceStandin

__all__ = ["Package", "SalesforceStandin"]
