"""What links need of Salesforce: contacts, leads and accounts to read, make, fill and delete."""
