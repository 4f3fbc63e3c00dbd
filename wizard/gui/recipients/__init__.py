"""The recipients table: who in Salesforce gets whose cards, to be checked and changed by a person."""
