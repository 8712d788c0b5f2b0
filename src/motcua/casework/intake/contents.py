"""What was handed in and asked for, by the names under which events tell its digests."""

from collections.abc import Iterator, Sequence
from typing import Any

from motcua.blocks.audit import api as audit
from motcua.casework.intake.models import AnswerVersion, SupplementProposal, SupplementRequest
from motcua.kernel.fields import BROKEN, opened


def answers_content(
    number: int, answers: dict[str, Any], verified: Sequence[str], delivery: str
) -> dict[str, Any]:
    """Return a version of the answers as a content."""
    told = {"answers": answers, "verified": list(verified), "delivery": delivery}
    return {f"answers/{number}": BROKEN if answers is BROKEN else told}


def version_contents(version: AnswerVersion) -> dict[str, Any]:
    """Return a version of the answers as contents, with the address of its own that it may name for the post."""
    told = answers_content(version.number, version.answers, version.verified_fields, version.delivery)
    return {**told, **_address_content(version.number, version.address)} if version.address else told


def _address_content(number: int, address: Any) -> dict[str, Any]:
    return {f"answers/{number}/address": address}


def request_contents(number: int, **parts: Any) -> dict[str, Any]:
    """Return the items and the reason of a supplement request as contents."""
    return {f"supplement/{number}/{part}": value for part, value in parts.items()}


def proposal_contents(number: int, **parts: Any) -> dict[str, Any]:
    """Return the items and the reason of what was proposed to the desk as contents."""
    return {f"proposal/{number}/{part}": value for part, value in parts.items()}


def contents(commune_id: int) -> Iterator[audit.Content]:
    """Yield every version of answers, every proposal and every request, for the verification of the log."""
    yield from _versions(commune_id)
    for model, named in ((SupplementProposal, proposal_contents), (SupplementRequest, request_contents)):
        for part in ("items", "reason"):
            rows = model.objects.filter(commune_id=commune_id)
            for dossier_id, number, asked in opened(rows, part, "dossier_id", "number"):
                for name, value in named(number, **{part: asked}).items():
                    yield audit.Content(dossier_id, name, value)


def _versions(commune_id: int) -> Iterator[audit.Content]:
    rows = AnswerVersion.objects.filter(commune_id=commune_id)
    columns = ("dossier_id", "number", "verified_fields", "delivery")
    for dossier_id, number, verified, delivery, answers in opened(rows, "answers", *columns):
        for name, value in answers_content(number, answers, verified, delivery).items():
            yield audit.Content(dossier_id, name, value)
    named = rows.filter(address__isnull=False)
    for dossier_id, number, address in opened(named, "address", "dossier_id", "number"):
        for name, value in _address_content(number, address).items():
            yield audit.Content(dossier_id, name, value)
