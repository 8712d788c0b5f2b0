"""Building blocks that any authority needs; they know nothing of dossiers."""
