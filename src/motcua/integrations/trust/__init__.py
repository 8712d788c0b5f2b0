"""Trust services: remote signing over the CSC API (version 2) and time stamps over RFC 3161.

`sandbox` is the other side, in a process of its own: a test authority, signing keys, a time-stamp authority,
faults on demand.
"""
