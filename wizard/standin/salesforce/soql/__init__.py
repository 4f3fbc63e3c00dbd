"""SOQL: text to tokens, tokens to a tree, the tree to SQL, rows to the answer.

What is supported stands in ``parser``; every other valid query is refused in words, never answered wrongly.
"""
