"""Pure rules of results: what a draft holds, and how a result is numbered."""
