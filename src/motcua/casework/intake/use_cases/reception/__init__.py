"""Receive at the desk what comes on paper."""
