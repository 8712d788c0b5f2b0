"""The proof that no log was changed: chains, seals and anchors, each recomputed from the rows."""
