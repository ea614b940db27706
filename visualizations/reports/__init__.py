"""Reports: documents arranged for a meeting or a file, and how they are printed."""
