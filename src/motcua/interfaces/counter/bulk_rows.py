"""What became of each dossier of a run, in words and tones."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace import api as workplace

_READY, _STOPPED, _DONE, _SIGNING = "Làm được", "Không làm được", "Xong", "Đang ký số"


@dataclass(frozen=True)
class ResultRow:
    """One dossier of a run: the word of its result, its tone, and why not."""

    dossier: dossiers.DossierInfo
    word: str
    tone: str
    why: str = ""


def rows_of(
    run: workplace.RunInfo, results: Mapping[UUID, Sequence[decisions.ResultInfo]]
) -> list[ResultRow]:
    """Return the rows of a run; a signature that was ordered is told as it stands now."""
    return [_row(run, item, results.get(item.dossier.id, [])) for item in run.items]


def _row(
    run: workplace.RunInfo, item: workplace.ItemInfo, results: Sequence[decisions.ResultInfo]
) -> ResultRow:
    if item.state == "refused":
        return ResultRow(item.dossier, _STOPPED, "danger", item.message)
    if item.state == "waiting":
        if item.forecast:
            return ResultRow(item.dossier, _STOPPED, "warning", item.forecast)
        return ResultRow(item.dossier, _READY, "info")
    if run.action in workplace.SIGNING:
        return _signed(item, results)
    return ResultRow(item.dossier, _DONE, "success")


def _signed(item: workplace.ItemInfo, results: Sequence[decisions.ResultInfo]) -> ResultRow:
    problem = next((one.problem for one in results if one.problem), "")
    if problem:
        return ResultRow(item.dossier, "Chưa ký được", "danger", problem)
    if any(one.state in ("signing", "issuing") for one in results):
        return ResultRow(item.dossier, _SIGNING, "info")
    return ResultRow(item.dossier, "Đã ký", "success")


def is_under_way(rows: Sequence[ResultRow]) -> bool:
    """Tell whether a signature is still being made."""
    return any(row.word == _SIGNING for row in rows)


def summary_of(rows: Sequence[ResultRow]) -> str:
    """Return how many came to which result, as one line."""
    return ", ".join(f"{word.lower()} {number}" for word, number in Counter(row.word for row in rows).items())
