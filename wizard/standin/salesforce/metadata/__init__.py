"""Metadata deploys: the zip is read, checked, and really changes the organisation (salesforce.md §4.5).

Only the metadata format is known (package.xml, objects/X.object, …), not the source format of the command line.
"""
