"""What officers and heads do to a dossier besides its plain way; citizens are told in letters."""
