"""Steering: what the authority promised, measured from what happened."""
