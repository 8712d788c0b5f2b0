"""The one-stop: procedures, dossiers, decisions, intake, notices."""
