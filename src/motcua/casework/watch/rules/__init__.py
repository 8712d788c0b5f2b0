"""Pure rules of the watch: what is due to be told, to whom, and what lies with nobody."""
