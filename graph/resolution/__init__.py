"""Which source keys are one party: strong ids, exact names, and people's decisions."""
