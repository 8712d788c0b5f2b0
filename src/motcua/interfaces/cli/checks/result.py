"""The shape of a finding."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One component. ``needed`` says whether the product fails without it."""

    name: str
    found: bool
    works: bool
    message: str
    version: str = ""
    needed: bool = True

    @property
    def is_fault(self) -> bool:
        """Whether the product cannot run as it should."""
        return self.needed and not self.works


def guarded(name: str, look: Callable[[], Check]) -> Check:
    """Make a finding of whatever a check stumbles over, so that the others are still told."""
    try:
        return look()
    except Exception as error:
        reason = " ".join(str(error).split())[:300]
        return Check(name, found=False, works=False, message=f"kiểm tra không được: {reason}")
