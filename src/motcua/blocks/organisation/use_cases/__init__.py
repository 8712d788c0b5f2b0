"""What can be done to the organisation: one verb a file."""
