"""Writing records: the checks every row meets and the statements that store it, alike for REST and Bulk.

Rows come as columns, so that ten thousand of them cost little more than a few list operations for each field.
"""
