"""Faults told without their words: the text of an exception may quote what a person typed, its place may not.

Legal basis: Law 91/2025/QH15 (protection of personal data); logs are read by people who may not see the data.
"""

import logging
import traceback
from pathlib import Path
from types import TracebackType

from motcua.kernel.errors import DomainError

_OURS = f"{Path(__file__).resolve().parents[1]}/"


def reason(error: BaseException) -> str:
    """Return what may be told of a fault: our own sentence for people, else its kind and where it happened."""
    kind = type(error).__name__
    if isinstance(error, DomainError):
        return f"{kind}: {error.message}"
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(_OURS)] or frames
    if not ours:
        return kind
    return f"{kind} in {ours[-1].filename.removeprefix(_OURS)}:{ours[-1].lineno} ({ours[-1].name})"


class DiscreetFormatter(logging.Formatter):
    """Writes tracebacks with every frame and without the words of the exceptions."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the frames of an exception and of those it came from, the first cause first."""
        lines: list[str] = []
        error, told = ei[1], set[int]()
        # Two faults may each have come from the other: what went wrong while a lost connection was cleared up.
        while error is not None and id(error) not in told:
            told.add(id(error))
            frames = "".join(traceback.format_tb(error.__traceback__))
            lines.insert(0, f"Traceback (most recent call last):\n{frames}{reason(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)
