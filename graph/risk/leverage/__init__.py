"""Means: who buys at a facility, and who could ask together."""
