"""Bulk API 2.0 ingest (salesforce.md §3): jobs, their CSV files, and the worker that carries them out.

Query jobs find their place beside ``ingest`` when they come.
"""
