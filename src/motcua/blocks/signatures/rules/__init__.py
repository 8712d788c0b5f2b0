"""Pure rules of signatures: where images stand, and what a report says."""
