"""Views of the counter: parse, one call, one page."""
