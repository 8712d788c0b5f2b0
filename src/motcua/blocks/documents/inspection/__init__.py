"""Checking a file that a stranger sent, before anyone can read it.

The bytes are opened in a child process with little memory, little time, and no right to open a file or a
connection. Pictures are written anew by our own encoder, so nothing that hid in them is kept; papers (PDF)
are kept as they are, because a signature covers every byte, and are refused or cleaned when they can act.
"""
