"""Files and papers: how they are kept, and how a paper is set from a template and data.

A *file* has exactly one owner, an applicant or a commune; its *blob*, the sealed bytes, lies in the file
store under that owner's folder and is named by its own hash. Invariants: what a stranger sent is checked
before it is kept, and nothing unchecked can be read; a row exists only after its blob is on the disk; a blob
that a row names is never deleted; no name and no byte of a file reaches a log.
"""
