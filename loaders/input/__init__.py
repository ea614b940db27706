"""Bytes to tables and documents: files, their kinds, what is read of them, with limits."""
