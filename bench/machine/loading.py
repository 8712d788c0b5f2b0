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
# Business states by weight: most are over, some hundred are in hand.
_STATES = ((10, 900), (9, 40), (4, 25), (2, 15), (1, 10), (3, 10))
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
        recent = index > count * 0.99
        state = chance.choices([s for s, _ in _STATES], [w for _, w in _STATES])[0] if recent else 10
        over = state >= 9
        dossier_id = _id_at(at, chance)
        step = catalogue.process_of(version.id).first
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
            "channel": "local_portal" if chance.random() < 0.7 else "counter",
            "owner_name": name,
            "owner_sort": names[name][0],
            "owner_search": names[name][1],
            "owner_id_index": owner_index(f"051{chance.randrange(10**9):09d}"),
            "business_state": state,
            "supplement_state": "none",
            "finance_state": "none",
            "delivery_state": "none",
            "sync_state": "none",
            "step_key": "" if over else step.key,
            "step_role": "" if over else step.role,
            "step_unit": "" if over else step.unit,
            "turns": "{}",
            "step_due_at": None if over else at + timedelta(days=1),
            "next_action": "" if over else "accept",
            "next_at": None if over else at + timedelta(days=1),
            "submitted_at": at,
            "accepted_at": at + timedelta(hours=2),
            "due_original": at + timedelta(days=3),
            "due_at": at + timedelta(days=3),
            "due_explanation": "[]",
            "finished_at": at + timedelta(days=2) if over else None,
            "returned_at": at + timedelta(days=3) if over else None,
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
