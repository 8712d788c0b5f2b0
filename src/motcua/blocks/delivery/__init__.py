"""Sending results to people by post. No carrier is connected yet; the port says what one has to do."""
