"""Benchmarks: Headwater beside plain alternatives on one machine, as ratios.

Run all with one command: `python -m benchmarks` (`make bench`).
"""
