"""The wizard's path as plain data: answers, the table of steps, the journey through them, and its resumption."""
