"""Measurements of the running product: the machine's side, what people feel, and trust. Each prints its figures."""
