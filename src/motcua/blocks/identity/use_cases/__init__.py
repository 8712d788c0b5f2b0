"""What can be done with identities: one verb a file."""
