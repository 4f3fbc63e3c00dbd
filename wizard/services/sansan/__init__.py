"""The Sansan Open API (sansan.md §1)."""
