"""Dossiers handed in at the National Public Service Portal: taken in, kept when they cannot be, and reported back.

Told: what the portal says of a dossier. Taken in: it became a dossier here. Put aside: it could not be, for a reason
that an officer reads; it is tried again. National code: the code that the portal gave, beside the commune's own.
"""
