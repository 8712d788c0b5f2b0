"""Personal data: what is held and why, consent as a versioned record, rotation of the keys that seal it.

Words: declaration (a field of personal data with class, purpose, basis, retention), consent (one act on one
purpose and one version of its text), resealing (old ciphertext brought under the primary key).
Invariants: silence is no consent; a shown text is never edited; no key is dropped that something needs.
"""
