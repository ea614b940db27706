"""The command line (seam: filled by the next commits)."""


def main() -> None:
    """Run the command line."""
    raise SystemExit("not built yet")
