"""What officers and citizens do at the workplace, one verb a file."""
