"""From cards in Sansan to records in Salesforce: reading, planning, sending, the ledger and its report."""
