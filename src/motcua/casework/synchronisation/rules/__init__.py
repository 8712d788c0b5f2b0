"""Pure rules of synchronisation: codes of procedures, and why a dossier cannot be taken in."""
