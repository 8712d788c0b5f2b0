"""The demonstration years: what is planned, what is written, and that it is what the real use cases would write."""
