"""What was measured, as tables of the docs and as pictures."""
