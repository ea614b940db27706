"""From evidence to order of work, and to numbers that add up."""
