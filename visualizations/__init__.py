"""The visualizations package of Headwater."""
