"""Load many dossiers at once: COPY as the owner, with values as a commune of some years would have them.

What belongs to a dossier (event, step, history, answers) is copied along from its row, so that tables and
indexes have the size and the spread of a real installation. The chain of events is not a true one.
"""

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.rules.access import submission_code
from motcua.casework.dossiers.use_cases.open_dossier import owner_index
from motcua.kernel import clock, sealing, vietnamese

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đinh", "Phan", "Bùi", "Đỗ", "Hồ", "Ngô", "Đặng")
_MIDDLE = ("Văn", "Thị", "Minh", "Ngọc", "Quốc", "Thanh", "Kim", "Đức", "Hoàng")
_GIVEN = (
    "An",
    "Bình",
    "Châu",
    "Dũng",
    "Giang",
    "Hà",
    "Hùng",
    "Khôi",
    "Lan",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Sơn",
    "Út",
)
_NAMES = tuple(f"{a} {b} {c}" for a in _FAMILY for b in _MIDDLE for c in _GIVEN)
# Business states by weight of what came in lately; everything older was handed over. Some thousand are in hand.
_STATES = ((10, 300), (9, 200), (4, 250), (2, 100), (1, 80), (5, 40), (3, 20), (8, 10))
_RECENT = 0.96
# The step at which a dossier of a state stands is the first that names this action.
_STANDS = {1: "accept", 2: "propose", 4: "propose", 5: "propose", 9: "return_result"}
_NEXT = {5: "answer_supplement"}
_CHANNELS = (("local_portal", 70), ("counter", 25), ("post", 4), ("support_desk", 1))
_YEARS = 3
_PEOPLE = 20_000

Row = dict[str, Any]


def load(owner: psycopg.Connection[Any], commune_id: int, count: int) -> None:
    """Load `count` dossiers of a commune with all that belongs to them, and analyse the tables."""
    _copy(owner, "dossiers_dossier", _dossiers(commune_id, count))
    answers = sealing.seal(b'{"child_name":"' + b"x" * 900 + b'"}', context="intake_answerversion.answers")
    for statement in _FOLLOWING:
        values = {"answers": answers} if "%(answers)s" in statement else {}
        owner.execute(statement, values)
    owner.execute("VACUUM ANALYZE")


def _copy(owner: psycopg.Connection[Any], table: str, rows: Iterator[Row]) -> None:
    first = next(rows)
    columns = sql.SQL(", ").join(map(sql.Identifier, first))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
    with owner.transaction(), owner.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write_row(list(first.values()))
        for row in rows:
            copy.write_row(list(row.values()))


def _pick(chance: random.Random, weighted: Any) -> Any:
    return chance.choices([one for one, _ in weighted], [weight for _, weight in weighted])[0]


def _id_at(at: datetime, chance: random.Random) -> UUID:
    """Return a UUIDv7 of that moment, so that old rows lie where old rows lie."""
    stamp = int(at.timestamp() * 1000) << 80
    return UUID(int=stamp | 7 << 76 | chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62))


def _dossiers(commune_id: int, count: int) -> Iterator[Row]:
    chance = random.Random(7)
    versions = catalogue.list_current(clock.local_date(clock.now()))
    people = [UUID(int=chance.getrandbits(128), version=4) for _ in range(_PEOPLE)]
    names = {name: (vietnamese.given_name_sort_key(name), vietnamese.fold(name)) for name in _NAMES}
    begin = datetime.now(UTC) - timedelta(days=365 * _YEARS)
    apart = timedelta(days=365 * _YEARS) / count
    numbers: dict[str, int] = {}
    for index in range(count):
        at, version = begin + index * apart, chance.choice(versions)
        name, day = chance.choice(_NAMES), f"{clock.local(at):%y%m%d}"
        numbers[day] = numbers.get(day, 0) + 1
        state = _pick(chance, _STATES) if index > count * _RECENT else 10
        ended = state in (3, 8, 9, 10)
        process = catalogue.process_of(version.id)
        step = next((one for one in process.steps if _STANDS.get(state, "none") in one.actions), None)
        term = timedelta(days=chance.choice((1, 3, 10, 30)))
        due = at + (timedelta(days=30) if state == 5 else term)
        dossier_id = _id_at(at, chance)
        yield {
            "id": dossier_id,
            "commune_id": commune_id,
            "applicant_id": people[chance.randrange(_PEOPLE)],
            "submission_key": _id_at(at, chance),
            "submission_code": submission_code(dossier_id, clock.local_date(at)),
            "code": f"H48.53.01-{day}-{numbers[day]:04d}",
            "procedure_code": version.content.code,
            "procedure_name": version.content.name,
            "version_id": version.id,
            "channel": _pick(chance, _CHANNELS),
            "owner_name": name,
            "owner_sort": names[name][0],
            "owner_search": names[name][1],
            "search_text": f" {names[name][1]}",
            "owner_id_index": owner_index(f"051{chance.randrange(10**9):09d}"),
            "business_state": state,
            "supplement_state": "asked" if state == 5 else "none",
            "finance_state": "none",
            "delivery_state": "waiting" if state == 9 else "none",
            "sync_state": "none",
            "step_key": step.key if step else "",
            "step_role": step.role if step else "",
            "step_unit": step.unit if step else "",
            "turns": "{}",
            "step_due_at": due if step else None,
            "next_action": _NEXT.get(state, _STANDS.get(state, "")),
            "next_at": due if step else None,
            "paused_at": at + timedelta(hours=3) if state == 5 else None,
            "place": "",
            "submitted_at": at,
            "accepted_at": at + timedelta(hours=2) if state not in (1, 3) else None,
            "due_original": at + term,
            "due_at": at + term,
            "due_explanation": "[]",
            "finished_at": at + timedelta(days=2) if ended else None,
            "clock_ended_at": at + timedelta(days=2) if ended else None,
            "returned_at": at + timedelta(days=3) if state == 10 else None,
            "revision": 3,
            "chain_seq": 1,
            "chain_hash": hashlib.sha256(dossier_id.bytes).digest(),
        }


_FOLLOWING = (
    "INSERT INTO dossiers_publicprogress (id, commune_id, code, submission_code, procedure_code,"
    " procedure_name, owner_masked, business_state, step_name, unit_name, submitted_at, accepted_at, due_at,"
    " finished_at) SELECT id, commune_id, code, submission_code, procedure_code, procedure_name,"
    " regexp_replace(owner_name, '^(\\S+) (\\S)\\S* (\\S)\\S*$', '\\1 \\2. \\3.'), business_state,"
    " 'Trả kết quả', '', submitted_at, accepted_at, due_at, finished_at FROM dossiers_dossier",
    "INSERT INTO kernel_event (id, commune_id, stream_id, seq, name, payload, actor_kind, actor_id, role, at,"
    " action_key, prev_hash, hash, seal_id) SELECT uuidv7(submitted_at - now()), commune_id, id, 1,"
    " 'DossierSubmitted', jsonb_build_object('procedure_code', procedure_code, 'version_id', version_id,"
    " 'channel', channel), 'citizen', applicant_id, '', submitted_at, submission_key,"
    " decode(repeat('00', 32), 'hex'), chain_hash, id FROM dossiers_dossier",
    "INSERT INTO dossiers_step (id, commune_id, applicant_id, dossier_id, key, name, role, started_at, due_at,"
    " ended_at) SELECT uuidv7(submitted_at - now()), commune_id, applicant_id, id, 'intake', 'Tiếp nhận',"
    " 'receptionist', submitted_at, due_at, accepted_at FROM dossiers_dossier",
    "INSERT INTO dossiers_historyentry (id, commune_id, applicant_id, dossier_id, event_id, seq, action, at,"
    " actor_name, actor_role, unit_name, state_after, internal) SELECT uuidv7(e.at - now()), e.commune_id,"
    " d.applicant_id, d.id, e.id, e.seq, 'submit', e.at, d.owner_name, 'Người nộp hồ sơ', '', 1, false"
    " FROM kernel_event e JOIN dossiers_dossier d ON d.id = e.stream_id",
    "INSERT INTO intake_answerversion (id, commune_id, applicant_id, dossier_id, number, answers,"
    " verified_fields, delivery, created_at) SELECT uuidv7(submitted_at - now()), commune_id, applicant_id,"
    " id, 1, %(answers)s, '[]', 'online', submitted_at FROM dossiers_dossier",
    "INSERT INTO kernel_effectrun (id, commune_id, event_id, handler, state, attempts, last_error, updated_at)"
    " SELECT uuidv7(at - now()), commune_id, id, 'notices.confirm_submission', 'done', 1, '', at"
    " FROM kernel_event",
)
