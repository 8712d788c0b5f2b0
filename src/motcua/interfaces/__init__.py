"""Translate HTTP and commands to one call and back, by audience."""
