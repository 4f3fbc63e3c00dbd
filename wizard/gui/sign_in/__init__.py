"""Signing in to Salesforce: embedded page and own browser. The only room that knows QtWebEngine."""
