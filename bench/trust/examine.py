"""Hold the ledger of the clients against every row of the product, after all parts are back."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from bench.trust.ledger import Ledger
from motcua.blocks.audit import api as audit
from motcua.blocks.documents import api as documents
from motcua.blocks.messaging.models import Message
from motcua.blocks.signatures import api as signatures
from motcua.casework.decisions.models import Decision, NumberBook, SigningOrder
from motcua.casework.dossiers.models import CodeCounter, Dossier, HistoryEntry, PublicProgress, Step
from motcua.casework.intake.models import AnswerVersion, Draft, Paper
from motcua.casework.notices.models import IssuedForm
from motcua.kernel import clock, events, ports, tenancy
from motcua.kernel.models import EffectRun, Event

EVENT_OF = {
    "accept": "DossierAccepted",
    "propose": "ResultProposed",
    "approve": "ResultApproved",
    "issue": "IssueOrdered",
}
# Once in the life of a dossier; a signature that failed for good may be ordered again.
ONCE = ("DossierSubmitted", "DossierAccepted", "ResultProposed", "ResultSigned", "ResultIssued")
_SAMPLE = 25


@dataclass
class Findings:
    """What is wrong, each in one line; nothing wrong is nothing here."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many faults were found."""
        return len(self.lost) + len(self.doubled) + len(self.half)


@dataclass
class Rows:
    """The rows of the commune, by dossier."""

    dossiers: dict[UUID, Dossier]
    events: dict[UUID, list[Event]]
    drafts: dict[UUID, UUID | None]
    """Draft -> the dossier it says it became."""


def examine(commune_id: int, applicants: list[UUID], ledger: Ledger) -> Findings:
    """Look at everything and return what is wrong."""
    found = Findings()
    with tenancy.scope(communes=[commune_id], applicants=applicants):
        rows = _rows()
        _acknowledged(rows, ledger, found)
        for dossier in rows.dossiers.values():
            for check in _CHECKS:
                found.half += [f"dossier {dossier.id}: {what}" for what in check(dossier, rows)]
        found.half += list(_drafts(rows)) + list(_without_dossier(rows))
        found.doubled += list(_twice(rows))
        found.half += list(_numbers())
    found.half += _whole_installation(commune_id)
    return found


def _rows() -> Rows:
    by_stream: dict[UUID, list[Event]] = {}
    for event in Event.objects.order_by("stream_id", "seq"):
        by_stream.setdefault(event.stream_id, []).append(event)
    return Rows(
        dossiers={row.id: row for row in Dossier.objects.order_by("id")},
        events=by_stream,
        drafts=dict(Draft.objects.values_list("id", "submitted_dossier_id")),
    )


def _acknowledged(rows: Rows, ledger: Ledger, found: Findings) -> None:
    """Every acknowledged submission and action is there exactly once."""
    by_key = Counter(dossier.submission_key for dossier in rows.dossiers.values())
    for draft, told in ledger.submitted.items():
        dossier = rows.dossiers.get(told)
        if dossier is None or dossier.submission_key != draft:
            found.lost.append(f"submission of draft {draft} was acknowledged as {told} and is not there")
        if by_key[draft] > 1:
            found.doubled.append(f"draft {draft} became {by_key[draft]} dossiers")
    for (dossier_id, action), key in ledger.done.items():
        keys = [e.action_key for e in rows.events.get(dossier_id, []) if e.name == EVENT_OF[action]]
        if key not in keys:
            found.lost.append(f"{action} of {dossier_id} was acknowledged and is not there")
        if len(keys) > 1 + _failures(rows, dossier_id):
            found.doubled.append(f"{action} of {dossier_id} was carried out {len(keys)} times")
        if action == "approve":
            found.lost += _without_signature(rows, dossier_id)


def _failures(rows: Rows, dossier_id: UUID) -> int:
    return sum(event.name == "SigningFailed" for event in rows.events.get(dossier_id, []))


def _without_signature(rows: Rows, dossier_id: UUID) -> list[str]:
    """An acknowledged approval ends in one signed paper, or comes back with its reason, never silently."""
    wrong = []
    for decision in Decision.objects.filter(dossier_id=dossier_id):
        orders = SigningOrder.objects.filter(decision_id=decision.id, kind="person")
        states = Counter(orders.values_list("state", flat=True))
        signed = decision.signed_file_id is not None and states["signed"] == 1
        given_back = decision.state == "proposed" and states["failed"] and _failures(rows, dossier_id)
        if not signed and not given_back:
            wrong.append(
                f"approval of {dossier_id} was acknowledged; decision {decision.state}, orders {states}"
            )
    return wrong


# -- one dossier ----------------------------------------------------------------------------------------------


def _chain(dossier: Dossier, rows: Rows) -> Iterator[str]:
    chain, prev = rows.events.get(dossier.id, []), bytes(32)
    if not chain or chain[0].name != "DossierSubmitted":
        yield "no event tells of its submission"
    for place, event in enumerate(chain, start=1):
        if (
            event.seq != place
            or bytes(event.prev_hash) != prev
            or events.chain_hash(prev, event) != bytes(event.hash)
        ):
            yield f"the chain breaks at event {place}"
        prev = bytes(event.hash)
    if dossier.chain_seq != len(chain) or bytes(dossier.chain_hash or b"") != prev:
        yield f"its head says {dossier.chain_seq} events, the log has {len(chain)}"


def _history(dossier: Dossier, rows: Rows) -> Iterator[str]:
    told = sorted(
        str(key)
        for key in HistoryEntry.objects.filter(dossier_id=dossier.id).values_list("event_id", flat=True)
    )
    if told != sorted(str(event.id) for event in rows.events.get(dossier.id, [])):
        yield "history and events do not tell the same"


def _public_face(dossier: Dossier, rows: Rows) -> Iterator[str]:
    face = PublicProgress.objects.filter(id=dossier.id).first()
    if face is None or (face.code, face.business_state) != (dossier.code, dossier.business_state):
        yield "the public face is missing or behind"


def _steps(dossier: Dossier, rows: Rows) -> Iterator[str]:
    steps = list(Step.objects.filter(dossier_id=dossier.id).order_by("started_at", "id"))
    running = [step.key for step in steps if step.ended_at is None]
    if not steps or steps[0].key != "intake" or running != [dossier.step_key]:
        yield f"its steps are {[step.key for step in steps]}, running {running}, it stands at {dossier.step_key}"


def _answers_and_papers(dossier: Dossier, rows: Rows) -> Iterator[str]:
    if AnswerVersion.objects.filter(dossier_id=dossier.id, number=1).count() != 1:
        yield "its answers are missing"
    draft = Draft.objects.get(id=dossier.submission_key)
    papers = list(Paper.objects.filter(dossier_id=dossier.id))
    if len(papers) != sum(len(files) for files in draft.papers.values()):
        yield f"{len(papers)} papers, the draft has {draft.papers}"
    for paper in papers:
        if _bytes_of(paper.file_id) is None:
            yield f"paper {paper.id} cannot be read"


def _bytes_of(file_id: UUID) -> bytes | None:
    try:
        return documents.open_file(file_id)
    except documents.FileDamaged:
        return None


def _effects(dossier: Dossier, rows: Rows) -> Iterator[str]:
    """Each effect of each event has been carried out."""
    done = set(EffectRun.objects.filter(state="done").values_list("event_id", "handler"))
    for event in rows.events.get(dossier.id, []):
        for handler in events.effects_of(event.name):
            if (event.id, handler) not in done:
                yield f"effect {handler} of {event.name} was never carried out"


def _code(dossier: Dossier, rows: Rows) -> Iterator[str]:
    accepted = any(event.name == "DossierAccepted" for event in rows.events.get(dossier.id, []))
    whole = (dossier.code is not None, dossier.accepted_at is not None, dossier.due_at is not None)
    if whole != (accepted,) * 3:
        yield f"accepted: {accepted}; code, time, due: {whole}"


_CHECKS: tuple[Callable[[Dossier, Rows], Iterator[str]], ...] = (
    _chain,
    _history,
    _public_face,
    _steps,
    _answers_and_papers,
    _effects,
    _code,
)


# -- across dossiers ------------------------------------------------------------------------------------------


def _drafts(rows: Rows) -> Iterator[str]:
    """A draft says that it was handed in if, and only if, its dossier exists."""
    became = {dossier.submission_key: dossier.id for dossier in rows.dossiers.values()}
    for draft, said in rows.drafts.items():
        if said != became.get(draft):
            yield f"draft {draft} says {said}, its dossier is {became.get(draft)}"


def _without_dossier(rows: Rows) -> Iterator[str]:
    """No event tells of a dossier that does not exist."""
    for stream, chain in rows.events.items():
        names = {event.name for event in chain}
        if "DossierSubmitted" in names and stream not in rows.dossiers:
            yield f"{sorted(names)} of {stream}, which does not exist"


def _twice(rows: Rows) -> Iterator[str]:
    for stream, chain in rows.events.items():
        names = Counter(event.name for event in chain)
        for name in ONCE:
            if names[name] > 1:
                yield f"{name} of {stream} happened {names[name]} times"
    for form, count in Counter(IssuedForm.objects.values_list("event_id", "form")).items():
        if count > 1:
            yield f"form {form} was issued {count} times"
    for cause, count in Counter(Message.objects.values_list("applicant_id", "cause")).items():
        if count > 1:
            yield f"message {cause} was written {count} times"


def _numbers() -> Iterator[str]:
    """Codes and result numbers run from 1 without a gap."""
    by_day: dict[str, list[int]] = {}
    for code in Dossier.objects.filter(code__isnull=False).values_list("code", flat=True):
        day, _, number = str(code).rpartition("-")
        by_day.setdefault(day, []).append(int(number))
    for day, numbers in by_day.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"codes of {day} have a gap or a double"
    if sum(CodeCounter.objects.values_list("next_number", flat=True)) != sum(
        len(n) + 1 for n in by_day.values()
    ):
        yield "the code counters do not fit the codes"
    given = [
        int(n.split("/")[0]) for n in Decision.objects.exclude(number="").values_list("number", flat=True)
    ]
    if sorted(given) != list(range(1, len(given) + 1)):
        yield "result numbers have a gap or a double"
    if given and sum(NumberBook.objects.values_list("next_number", flat=True)) != len(given) + 1:
        yield "the number book does not fit the numbers"


def _whole_installation(commune_id: int) -> list[str]:
    """The log is sound, every file has its bytes, and signed papers verify."""
    wrong = [f"audit: {problem}" for problem in audit.verify(commune_id, clock.now()).problems]
    files = documents.verify_store("owner")
    wrong += [f"file {key} has no bytes" for key in files.missing]
    wrong += [f"file {key} has wrong bytes" for key in files.altered]
    trusted = ports.get(signatures.TrustList)
    with tenancy.scope(communes=[commune_id]):
        for decision in Decision.objects.filter(signed_file_id__isnull=False).order_by("?")[:_SAMPLE]:
            wrong += _paper_problems(decision, trusted)
    return wrong


def _paper_problems(decision: Decision, trusted: signatures.TrustList) -> list[str]:
    key = decision.issued_file_id or decision.signed_file_id
    assert key is not None
    paper = _bytes_of(key)
    if paper is None:
        return [f"the paper of decision {decision.id} cannot be read"]
    report = signatures.verify(paper, trusted, at=clock.now())
    kinds = 2 if decision.issued_file_id else 1
    # A paper on its way to the clerk lacks the agency's signature, and nothing else.
    sound = report.ok if kinds == 2 else len(report.problems) <= 1
    if sound and len(report.signatures) == kinds:
        return []
    return [f"decision {decision.id}: {len(report.signatures)} signatures, {report.problems}"]
