"""Salesforce: sign-in, directory, permission sets, records and Bulk API 2.0 (salesforce.md)."""
