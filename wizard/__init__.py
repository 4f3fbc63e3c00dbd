"""Bring Sansan business cards into Salesforce, under the right owners."""

__version__ = "0.1.0"
