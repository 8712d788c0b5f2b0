"""Reports to the National Public Service Portal. It is not connected yet; the port says what is reported."""
