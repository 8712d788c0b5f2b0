"""The dossier: its state, holder, deadline and history; never money, letters, files or results."""
