"""The figures of a commune between two days, computed from the raw records."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput
from motcua.oversight.quality.rules import filing_times
from motcua.oversight.quality.rules.remote_share import RemoteShare, remote_share
from motcua.oversight.quality.rules.targets import Target, target_on
from motcua.oversight.quality.targets import filing_time_terms

PERMISSION = "quality.read"
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class FilingTimes:
    """The time from login to submission of a commune, both days included."""

    since: date
    until: date
    whole: filing_times.Group
    groups: list[filing_times.Group]
    steps: dict[str, filing_times.Figures]
    target: Target | None
    idle_after: timedelta

    @property
    def on_target(self) -> bool | None:
        """Whether the mean is below the target of the last day; None without either."""
        mean = self.whole.spent.mean
        return None if mean is None or self.target is None else mean < self.target.below


def get_filing_times(actor: Actor, since: date, until: date) -> FilingTimes:
    """Return the figures of the drafts handed in between two days. Permission: quality.read.

    Raises InvalidInput for days in the wrong order or more than a year apart.
    """
    terms = filing_time_terms()
    with _moments(actor, since, until) as moments:
        told = list(filing_times.filings(moments, terms.idle_after))
    return FilingTimes(
        since,
        until,
        filing_times.group(told),
        filing_times.by_procedure_and_channel(told),
        filing_times.by_step(told),
        target_on(terms.targets, until),
        terms.idle_after,
    )


def list_filing_moments(actor: Actor, since: date, until: date) -> list[intake.MomentInfo]:
    """Return the raw records behind the figures of these days. Permission: quality.read."""
    with _moments(actor, since, until) as moments:
        return list(moments)


def get_remote_share(actor: Actor, since: date, until: date) -> RemoteShare:
    """Return the share of dossiers filed from afar between two days. Permission: quality.read. KPI F34."""
    _require(actor, since, until)
    with tenancy.scope(communes=[actor.home]):
        after = _midnight(until + timedelta(days=1))
        return remote_share(dossiers.count_by_channel_and_place(actor.home, _midnight(since), after))


@contextmanager
def _moments(actor: Actor, since: date, until: date) -> Iterator[Iterator[intake.MomentInfo]]:
    _require(actor, since, until)
    with tenancy.scope(communes=[actor.home]):
        yield intake.read_moments(actor, _midnight(since), _midnight(until + timedelta(days=1)))


def _require(actor: Actor, since: date, until: date) -> None:
    actor.require(PERMISSION)
    if until < since:
        raise InvalidInput({"until": "Đến ngày: phải bằng hoặc sau ngày bắt đầu."})
    if until - since > LONGEST:
        raise InvalidInput({"until": "Khoảng xem nhiều nhất là một năm."})


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time.min, tzinfo=clock.VIETNAM)
