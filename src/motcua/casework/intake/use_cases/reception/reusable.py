"""Papers of a person that the commune holds already: of their earlier dossiers here, and results it issued.

Legal basis: Decree 118/2025/NĐ-CP, Article 4 and 16; Decree 45/2020/NĐ-CP, Article 4: nobody is asked again for what
the authority holds. Whether an old paper still fits is for the officer to judge, so none is chosen beforehand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.audit import api as audit
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import HandedPaper, Paper
from motcua.kernel import clock, tenancy, vietnamese
from motcua.kernel.actors import Actor

_MOST_DOSSIERS = 20
PAPER, RESULT = "giay", "ket-qua"


@dataclass(frozen=True)
class Reusable:
    """A paper held already. `key` is what is posted when it is chosen."""

    key: str
    component_code: str
    label: str
    dossier_id: UUID
    files: tuple[UUID, ...]
    digitised: int


def reusable(
    actor: Actor, citizen_id: str, version: catalogue.Version, *, now: datetime
) -> dict[str, list[Reusable]]:
    """Return what may be used again for each paper of a procedure, the newest first; the read is audited.

    Permission: dossier.view.
    """
    components = [one for one in version.content.components if not (one.form or one.present_only)]
    if not components:
        return {}
    with tenancy.scope(communes=[actor.home]):
        earlier = dossiers.list_of_owner(actor, citizen_id, most=_MOST_DOSSIERS)
        for one in earlier:
            audit.read(actor, "dossier", one.id, "Tìm giấy tờ dùng lại khi tiếp nhận", now=now)
        found = [*_results(actor, earlier, components), *_papers(actor, earlier, components)]
    told: dict[str, list[Reusable]] = {}
    for paper in found:
        told.setdefault(paper.component_code, []).append(paper)
    return told


def _papers(
    actor: Actor, earlier: list[dossiers.DossierInfo], components: Iterable[catalogue.Component]
) -> Iterator[Reusable]:
    """Give the papers of earlier dossiers under the same code and name."""
    rows = Paper.objects.filter(
        commune_id=actor.home, dossier_id__in=[one.id for one in earlier], superseded=False
    ).order_by("position")
    laid: dict[tuple[UUID, str, str], list[UUID]] = {}
    for row in rows:
        laid.setdefault((row.dossier_id, row.component_code, row.component_name), []).append(row.file_id)
    for dossier in earlier:
        for component in components:
            files = laid.get((dossier.id, component.code, component.name), [])
            if files:
                day = clock.local(dossier.submitted_at)
                label = f"Dùng lại giấy của hồ sơ {dossier.reference}, nộp {day:%d/%m/%Y}"
                yield Reusable(
                    f"{PAPER}/{dossier.id}", component.code, label, dossier.id, tuple(files),
                    HandedPaper.Digitised.OF_DOSSIER,
                )  # fmt: skip


def _results(
    actor: Actor, earlier: list[dossiers.DossierInfo], components: Iterable[catalogue.Component]
) -> Iterator[Reusable]:
    """Give issued results whose name stands in the name of a paper."""
    results = decisions.list_many(actor, earlier)
    for dossier in earlier:
        for result in results.get(dossier.id, []):
            if result.state != "issued" or result.file_id is None or result.dated_on is None:
                continue
            words = f" {vietnamese.fold(result.name)} "
            for component in components:
                if words in f" {vietnamese.fold(component.name)} ":
                    label = f"Dùng lại kết quả số {result.number}, cấp {result.dated_on:%d/%m/%Y}"
                    yield Reusable(
                        f"{RESULT}/{result.id}", component.code, label, dossier.id, (result.file_id,),
                        HandedPaper.Digitised.OF_RESULT,
                    )  # fmt: skip
