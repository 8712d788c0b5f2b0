"""The proof that no log was changed: chains, contents, seals and anchors, each recomputed from the rows."""
