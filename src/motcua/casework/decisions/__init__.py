"""Results: proposed by the handler, approved and signed by the head, numbered, dated and sealed by the clerk."""
