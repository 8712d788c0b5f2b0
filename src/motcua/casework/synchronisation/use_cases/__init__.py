"""What is done with dossiers of the national portal: ask, take in, try again, report."""
