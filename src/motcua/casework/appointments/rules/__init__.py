"""Rules of appointments and queue: slots of a day, whose turn it is, codes, groups, times. Pure."""
