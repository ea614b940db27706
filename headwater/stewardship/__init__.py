"""What changes the store: load, take back, decide, and whether its promises are kept."""
