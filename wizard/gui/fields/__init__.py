"""The page on which a person says which field each item of a card goes to."""
