"""A refusal inside the child process: a code; the words for people are chosen outside."""


class Refusal(Exception):
    """The file is not taken in, for the reason of this code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
