"""What is done with appointments and in the hall; one verb, or one pair of verbs, a file."""
