"""How an administrator makes the External Client App whose consumer key the program needs: one screen a step."""
