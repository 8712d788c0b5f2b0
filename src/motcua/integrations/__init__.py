"""Adapters that speak the real wire formats, each with its sandbox process."""
