"""Errors a person may see. The message is Vietnamese and is shown as it is."""

from typing import ClassVar


class DomainError(Exception):
    """A refusal that the person can understand and act on."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(DomainError):
    """The actor lacks the right."""

    code = "not_allowed"
    status = 403


class NotFound(DomainError):
    """The thing does not exist, or is not the actor's to see; the two are never told apart."""

    code = "not_found"
    status = 404


class Conflict(DomainError):
    """The page was stale, or another person acted first; nothing was changed."""

    code = "conflict"
    status = 409


class InvalidInput(DomainError):
    """Input that cannot be used, with a message for each field."""

    code = "invalid_input"
    status = 422

    def __init__(self, errors: dict[str, str], message: str = "Có chỗ cần sửa trước khi tiếp tục.") -> None:
        super().__init__(message)
        self.errors = errors


class NotAvailable(DomainError):
    """A service this depends on is absent or does not answer; the message says what to do instead."""

    code = "not_available"
    status = 503
