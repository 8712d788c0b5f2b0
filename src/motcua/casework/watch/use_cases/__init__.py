"""What the watch does: one run over a commune, the nightly proof, the digest of the morning, reading a notice."""
