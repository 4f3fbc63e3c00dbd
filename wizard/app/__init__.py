"""The program with its window: Qt set up, and ``gui.backend.Backend`` made real over the services."""
