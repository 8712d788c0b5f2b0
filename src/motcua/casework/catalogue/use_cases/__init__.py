"""Publishing procedures, and what a commune decides about them."""
