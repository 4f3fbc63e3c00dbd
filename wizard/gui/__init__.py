"""The window. Asks the outside only through ``backend.Backend``, and that only in worker threads."""
