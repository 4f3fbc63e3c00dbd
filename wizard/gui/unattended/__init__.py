"""Transfers by themselves: when they run, and as whom; the way to an integration user, a screen a step."""
