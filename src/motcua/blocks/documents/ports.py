"""What documents need from the outside: the citizen's own document store, and reading text off a scan."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class StoredDocument:
    """A paper that lies in the citizen's store. `reference` is foreign text: never join it to a path."""

    reference: str
    result_code: str
    name: str
    number: str
    issued_by: str


class PersonalDocumentStore(Protocol):
    """The citizen's electronic store of results. Raises `kernel.errors.NotAvailable`."""

    def list_documents(self, citizen_id: str, result_codes: tuple[str, ...]) -> tuple[StoredDocument, ...]:
        """Return what the store holds for this person of these kinds of result."""
        ...

    def fetch(self, citizen_id: str, reference: str) -> bytes:
        """Return the bytes of one paper, untrusted: check them like any upload."""
        ...

    def deposit(self, citizen_id: str, document: StoredDocument, content: bytes) -> None:
        """Put a result into the store; the same number and code twice is one paper."""
        ...


@dataclass(frozen=True)
class RecognisedText:
    """Text read off one image. `confidence` runs from 0 to 1; below 0.8 a person must check every word."""

    text: str = field(repr=False)
    confidence: float


class TextRecogniser(Protocol):
    """Reads printed Vietnamese off a picture. Raises `kernel.errors.NotAvailable`."""

    def recognise(self, image: bytes, media_type: str) -> RecognisedText:
        """Read one page. Blocks for seconds: call it from a job."""
        ...
