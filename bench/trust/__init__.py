"""Trust: what was acknowledged is there, once and whole, whatever was killed; `make trust` runs it."""
