"""Signing in: authorize with its pages, tokens, revocation and identity (salesforce.md §1)."""
