"""A value taken apart: into parts that add up, down to the source row."""
