"""Lists of dossiers: views, filters and search of the desk, and what those outside see. All keyset-paged."""
