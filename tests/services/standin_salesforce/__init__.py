"""The stand-in Salesforce, met over real sockets as a stranger would meet it."""
