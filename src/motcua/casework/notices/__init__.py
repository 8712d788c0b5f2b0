"""Letters of the one-stop: printed forms, and the news told to people. It reacts to events; nothing waits for it."""
