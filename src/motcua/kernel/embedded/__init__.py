"""The embedded PostgreSQL: binaries of a wheel, run by a supervisor of our own.

Words: *state* is the folder of one installation (``var/``), *cluster* the data folder inside it,
*server* the running ``postgres``. Invariants: one server a state (``flock``), reachable only through
a socket in an owner-only folder, never over TCP; three roles (superuser for set-up, owner,
application), all with generated secrets. Nothing here needs Django, so that the command line, the
tests and the settings can use it before anything else is loaded.
"""
