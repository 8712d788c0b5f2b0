"""Proposed changes of procedures, gathered by an import or by the review; a person decides."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime

from motcua.casework.catalogue.models import ChangeProposal, ListMembership, ProcedureVersion
from motcua.casework.catalogue.rules.records.proposing import Proposal
from motcua.casework.catalogue.rules.reviewing import replaceable_papers, review
from motcua.kernel.validity import in_force


def write_proposals(found: Iterable[tuple[str, Proposal]], now: datetime) -> int:
    """Keep proposals, each once: one refused before is not proposed again. Return how many are new."""
    rows = {}
    for code, one in found:
        whole = json.dumps([code, one.path, one.proposed], ensure_ascii=False, sort_keys=True)
        fingerprint = hashlib.sha256(whole.encode()).hexdigest()
        rows[fingerprint] = ChangeProposal(
            procedure_code=code,
            path=one.path,
            current=one.current,
            proposed=one.proposed,
            reason=one.reason,
            fingerprint=fingerprint,
            created_at=now,
        )
    known = ChangeProposal.objects.filter(fingerprint__in=list(rows))
    for fingerprint in known.values_list("fingerprint", flat=True):
        del rows[fingerprint]
    ChangeProposal.objects.bulk_create(rows.values(), ignore_conflicts=True)
    return len(rows)


def review_catalogue(on: date, now: datetime) -> int:
    """Propose what the lists and the data of the State allow for procedures filed here; return how many are new."""
    valid = in_force(on)
    lists: dict[str, set[str]] = {}
    for code, key in ListMembership.objects.filter(valid).values_list("procedure_code", "list_key"):
        lists.setdefault(code, set()).add(key)
    found: dict[str, list[Proposal]] = {}
    rows = ProcedureVersion.common.filter(valid).exclude(content__record__handled_by="elsewhere")
    told = rows.order_by("number").values_list("procedure_id", "content__level", "content__components")
    for code, level, components in told.iterator(200):
        found[code] = review(level, components, lists.get(code, ()), replaceable_papers())
    return write_proposals([(code, one) for code, many in found.items() for one in many], now)
