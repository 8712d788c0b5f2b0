"""Pure arithmetic of the figures."""
