"""What a person can do, each action once: a command, its handler, its result. Window and command line translate."""
