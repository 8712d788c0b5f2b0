"""Signatures on papers: prepare, sign, number, seal and verify a PDF.

Words: the *person* signs first (handwritten image, certification signature); the clerk then writes *number*
and *date* and applies the *agency*'s seal in one increment. Invariants: the bytes a signature covers never
change; after the agency's signature nothing may be added but proofs for the archive. Keys stay with a signing
service behind `ports.SigningService`; a time stamp comes from `ports.Timestamper`.
"""
