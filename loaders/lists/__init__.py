"""What several formats share: supplier lists, the list nobody knows, our own templates."""
