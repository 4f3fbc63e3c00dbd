"""The SOAP door of the Metadata API (salesforce.md §4.5)."""
