"""What a change would move, in two ledgers."""
