"""Source files become records. Each format is one file in `formats` and one line in `registry`."""
