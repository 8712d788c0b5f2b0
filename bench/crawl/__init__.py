"""Every procedure of an imported file, found, read, begun and handed in as a browser without scripts would."""
