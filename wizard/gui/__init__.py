"""The window. Asks the outside only by the commands of ``wizard.application``, and that only in worker threads."""
