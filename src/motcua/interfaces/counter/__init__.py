"""Pages for the officers of the one-stop. Dense, keyboard first; each view makes one call."""
