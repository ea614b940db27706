"""Results computed again: the recipe inside a file, the same question asked again, and what differs."""
