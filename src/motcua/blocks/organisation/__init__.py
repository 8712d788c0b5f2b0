"""The authority: province, commune, units, hamlets, posts, staff with dated assignments, working calendar."""
