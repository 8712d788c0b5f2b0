"""The officers' workplace: saved lists, labels, private notes, the thread with the citizen, work on many dossiers.

It stands above everything a dossier goes through and changes nothing of it by itself. A label belongs to the commune;
a saved list and a note to one officer alone; a message of the thread to both sides and is never changed.
"""
