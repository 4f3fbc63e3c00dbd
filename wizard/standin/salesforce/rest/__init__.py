"""The REST resources below /services/data/."""
