"""Years written at once are the years that the real use cases write, table by table."""

from ast import literal_eval
from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import loading as payments
from motcua.casework.decisions import loading as decisions
from motcua.casework.dossiers import loading as dossier_rows
from motcua.interfaces.cli.demonstration.plan import Order
from motcua.interfaces.cli.demonstration.writing import first_id, rows_of
from motcua.kernel.bulk import write
from tests.casework.conftest import Office
from tests.demonstration.conftest import Years, officers_of
from tests.demonstration.dumps import COMPARED, LEFT_OUT, dump, walled
from tests.demonstration.real import Real
from tests.factories.organisation import TODAY, make_citizen, make_commune, make_officer

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

# Every order that a script knows, each channel, and some plain dossiers.
WANTED = {
    "submit", "accept", "refuse", "take", "request_supplement", "answer_supplement", "expire_supplement", "apologise",
    "request_withdrawal", "confirm_withdrawal", "stop", "extend", "request_payment", "pay", "pay_obligation",
    "propose", "send_back", "approve", "sign", "issue", "finish", "return_result",
    "send_part", "ask_part", "answer_part", "refuse_part",
}  # fmt: skip
MOST = 45
# Opinions and written orders stand beside the way; messages go nowhere but to the page of the person.
UNUSED = {"dossiers.Opinion", "dossiers.HeadOrder", "messaging.Delivery"}


def test_every_table_behind_the_wall_is_compared_or_left_out_with_a_reason():
    assert walled() == set(COMPARED) | set(LEFT_OUT)


def chosen(scripts) -> list:
    """Return scripts that together know every order from every channel, the shortest way."""
    found, known = [], set()
    for script in sorted(scripts, key=lambda one: one.number):
        tells = {
            (order.action, order.by == "citizen", script.channel == "local_portal") for order in script.orders
        }
        tells |= {("channel", script.channel)}
        if tells - known:
            found.append(script)
            known |= tells
    return found[:MOST]


def broken_off(scripts) -> list:
    """Return one joint dossier as often as it has orders, each time cut off after another of them.

    It is one whose agencies ask for papers: it has the most to tell of. Years end at midnight, when no ordered
    signature is on its way.
    """
    whole = next(one for one in scripts if "ask_part" in {order.action for order in one.orders})
    cut = [
        replace(whole, number=10_000 + place, orders=whole.orders[:place])
        for place in range(2, len(whole.orders))
        if whole.orders[place - 1].action not in ("approve", "issue")
    ]
    return [*cut, given_up(whole)]


def given_up(whole):
    """Return a joint dossier whose agency never got the papers it asked for: its open parts end with it."""
    place = next(place for place, one in enumerate(whole.orders) if one.action == "request_supplement")
    over = whole.orders[place].at + timedelta(days=31)
    expired, told = (
        Order("expire_supplement", over, "system"),
        {"ground": "supplement_missed", "note": "Quá hạn"},
    )
    stopped = Order("stop", over + timedelta(minutes=9), "chutich", told)
    return replace(whole, number=20_000, orders=(*whole.orders[: place + 1], expired, stopped))


def second_office(office) -> Office:
    """Return another commune of the same name, with the same people and signers."""
    commune = make_commune(identifier="H48.53.02")
    return Office(
        commune=commune, citizen=make_citizen(commune.id), receptionist=make_officer(commune.id, "receptionist"),
        handler=make_officer(commune.id, "handler"),
        chair=make_officer(
            commune.id, "chair", full_name="Nguyễn Tấn Phát", unit="leadership", credential_id="person-chair"
        ),
        clerk=make_officer(commune.id, "clerk"), desk=make_officer(commune.id, "return_desk"),
        signers=office.signers,
    )  # fmt: skip


def names_of(office, officers, ids, applicants) -> dict:
    """Return what ids are called in either commune."""
    units = {unit.id: unit.kind for unit in organisation.list_units(office.commune.id, TODAY)}
    staff = {actor.staff_id: key for key, actor in officers.items()}
    staff |= {actor.account_id: key for key, actor in officers.items()}
    return {**units, **staff, **{one: f"dossier {n}" for n, one in ids.items()},
            **{one: f"person {number}" for number, one in applicants}}  # fmt: skip


def codes_of(commune, infos) -> dict[str, str]:
    return {
        commune.identifier: "H48.X",
        f"agency-{commune.code}": "agency",
        **{code: f"TT {number}" for number, code in infos.items()},
    }


def test_both_ways_write_the_same(office):
    officers = officers_of(office)
    years = Years(office, officers, seed=11, count=2_500, days=320)
    years.scripts = [*chosen(years.scripts), *broken_off(years.scripts)]
    assert {order.action for script in years.scripts for order in script.orders} == WANTED
    real = Real(office, years.materials)
    real.carry_out(years.scripts)

    other = second_office(office)
    others = officers_of(other)
    again = Years(other, others, seed=11, count=1, days=320)
    again.scripts = years.scripts
    desk = again.desk()
    write(rows_of(again.scripts, desk))
    for keep in (dossier_rows.keep_books, decisions.keep_books, payments.keep_books):
        keep(other.commune.id, desk.numbers.books)

    ids = {script.number: first_id(script, 11) for script in years.scripts}
    # Somebody who logs in has an account beside the one that stands for their number: either is that person.
    applicants = [(script.person.number, desk.applicants[script.person.number]) for script in years.scripts]
    told = dump_of(office, officers, real.ids, real.applicants)
    bulk = dump_of(other, others, ids, applicants)
    found = {table: (told[table] - bulk[table], bulk[table] - told[table]) for table in COMPARED}
    assert told_apart(found) == ""
    assert {table for table in COMPARED if not told[table]} == UNUSED


def told_apart(found) -> str:
    """Return, for each table that differs, how many rows do, and in which values the first two do."""
    lines = []
    for table, (real, bulk) in found.items():
        if not (real or bulk):
            continue
        lines.append(f"{table}: {sum(real.values())} real, {sum(bulk.values())} bulk")
        for one, other in zip(sorted(real), sorted(bulk), strict=False):
            a, b = dict(literal_eval(one)), dict(literal_eval(other))
            lines += [f"  {key}: {_apart(a[key], b[key])}" for key in a if a[key] != b[key]]
            break
    return "\n".join(lines)


def _apart(one, other) -> str:
    if isinstance(one, list) and isinstance(other, list):
        one, other = [x for x in one if x not in other], [x for x in other if x not in one]
    return f"{one!r} | {other!r}"


def dump_of(office, officers, ids, applicants):
    from motcua.casework.dossiers.models import Dossier
    from motcua.kernel import tenancy

    with tenancy.scope(communes=[office.commune.id]):
        known = dict(
            Dossier.objects.filter(commune_id=office.commune.id).values_list("id", "submission_code")
        )
    infos = {number: known[one] for number, one in ids.items()}
    return dump(office.commune, names_of(office, officers, ids, applicants), codes_of(office.commune, infos))
