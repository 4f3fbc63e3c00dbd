"""The program with its window: Qt set up, and what runs commands for the pages."""
