"""The outside world made real: Sansan, Salesforce, the keyring and files. Faults leave as domain errors."""
