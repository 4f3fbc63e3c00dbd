"""Links: which contact or lead each stored card is, found, decided, written, explained and taken back."""
