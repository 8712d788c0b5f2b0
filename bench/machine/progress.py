"""Tell on standard error what is being done: standard output is for the table."""

import sys


def say(text: str) -> None:
    """Print a line of progress."""
    print(f"  · {text}", file=sys.stderr, flush=True)
