"""A result from draft to hand-over, one verb a file."""
