"""Personal data: what is held and why, consent as a versioned record, rotation of the keys that seal it."""
