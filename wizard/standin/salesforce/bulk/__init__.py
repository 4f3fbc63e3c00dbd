"""Bulk API 2.0 (salesforce.md §3): ingest jobs, their CSV files, the worker that carries them out; query jobs."""
