"""What can be done to a dossier, one verb a file; `acting` is the frame they share."""
