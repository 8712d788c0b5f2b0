"""Audit of reads, logins and configuration, and the seals that make every log tamper-evident.

Words: entry (one audited act without an event), seal (a link over all rows not yet sealed), anchor (a copy
of the last seal outside the database). Invariant: no sealed row can change, vanish or appear unseen.
"""
