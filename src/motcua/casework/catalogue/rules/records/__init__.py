"""Records of the National Public Service Portal: read, cleaned, and made into procedures that can be filed."""
