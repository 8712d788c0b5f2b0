"""Where requests come in: taken in whole, then answered one by one."""
