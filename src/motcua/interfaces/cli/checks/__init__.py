"""What `motcua doctor` looks at: each check tells found, version, works, in words for an administrator."""
