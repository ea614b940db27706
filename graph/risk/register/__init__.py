"""The priority register: what to look at first, and why."""
