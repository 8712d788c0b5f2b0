"""The product held against a second telling of the same law, written apart from it."""
