"""The targets and thresholds, read from their file once."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import yaml

from motcua.oversight.quality.rules.targets import Target


@dataclass(frozen=True)
class FilingTimeTerms:
    """The targets of the time that filing takes, and what counts as an idle gap."""

    targets: tuple[Target, ...]
    idle_after: timedelta


@cache
def filing_time_terms() -> FilingTimeTerms:
    """Return what `filing_time_targets.yaml` says."""
    raw = yaml.safe_load(Path(__file__).with_name("filing_time_targets.yaml").read_text(encoding="utf-8"))
    targets = tuple(
        Target(one["valid_from"], timedelta(minutes=one["below_minutes"]), one["basis"])
        for one in raw["targets"]
    )
    return FilingTimeTerms(targets, timedelta(seconds=raw["idle_after_seconds"]))
