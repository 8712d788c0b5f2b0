"""What is done with the books: print a month, answer for a late dossier, export, prove the register from the log."""
