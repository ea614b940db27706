"""Cells to values: text, numbers, dates, countries, goods, places."""
