"""What `motcua catalogue` can do, one action a module."""
