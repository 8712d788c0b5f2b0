"""The one error of starting: a sentence for the person at the keyboard."""


class StartRefused(Exception):
    """The product cannot start, and why, as one plain Vietnamese sentence.

    The command line prints ``message`` without a traceback and leaves with ``exit_code``.
    """

    exit_code = 3

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
