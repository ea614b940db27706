"""Engines: the sums behind the indicators, over plain arrays; they know no party and no pack."""
