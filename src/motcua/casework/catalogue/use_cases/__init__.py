"""Publishing procedures and setting local fees."""
