"""Links to contacts and leads in the window: what would happen, what a person must decide, what was done."""
