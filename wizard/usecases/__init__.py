"""Each module is one thing a person wants; a page of the wizard and the command line call it alike."""
