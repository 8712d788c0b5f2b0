"""Which of the functions that the law asks for are there, where, and what shows it."""
