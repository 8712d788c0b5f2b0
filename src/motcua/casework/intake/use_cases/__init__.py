"""What citizens and receptionists do between a first word typed and an accepted dossier."""
