"""How much each assumed number moves a result."""
