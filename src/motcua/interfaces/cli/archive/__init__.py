"""One file that holds a whole installation: database, file store, keys, and a manifest of them.

A tar without compression: ``database.dump`` (pg_dump, custom format), ``files/…``, ``secrets/…``,
``seals/…`` and, last, ``manifest.json`` with the size and SHA-256 of every member, the number of rows
of every table, and a digest of the database's access rules. Passwords of the database roles stay
out: they belong to the server, not to the data.
"""
