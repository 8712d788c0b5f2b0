"""What each row is handed."""

from dataclasses import dataclass

from django.utils.crypto import get_random_string

from bench.machine.quiet import Calibration
from bench.machine.stage import Stage
from bench.report import Report


@dataclass(frozen=True)
class Run:
    """A run of the bench: the stage, the judge of quiet, and where figures go."""

    stage: Stage
    calibration: Calibration
    report: Report


def anonymous_token() -> tuple[str, str]:
    """Return the token of a form and the cookie of a browser without a login."""
    secret = get_random_string(32)
    return secret, f"csrftoken={secret}"
