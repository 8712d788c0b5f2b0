"""What the machine does: rows 1, 2, 4, 6 and 7 of the bars, each beside its reference in the same run."""
