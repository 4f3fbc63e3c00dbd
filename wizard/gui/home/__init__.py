"""Home: a card for each saved set-up, and what can be done with it."""
