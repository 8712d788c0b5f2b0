"""What can be done to the audit: add to it, and seal it."""
