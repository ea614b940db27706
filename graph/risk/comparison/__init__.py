"""Companies side by side."""
