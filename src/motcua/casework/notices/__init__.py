"""The papers and messages of the one-stop: what is printed, what is sent, and to whom."""
