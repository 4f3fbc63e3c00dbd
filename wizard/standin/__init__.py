"""Stand-in Sansan and Salesforce services: real HTTP on loopback, used by the demo and the tests.

Nothing here imports the client code of the product, so that a misreading of a protocol
cannot hide on both sides.
"""
