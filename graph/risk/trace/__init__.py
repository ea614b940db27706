"""Upstream by tier."""
