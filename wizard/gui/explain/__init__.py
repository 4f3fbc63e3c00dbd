"""The page that answers why a card is not in Salesforce."""
