"""Written years: chains are sound, the log tells the same as the rows, every dossier opens with its papers."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from motcua.blocks.audit import api as audit
from motcua.blocks.documents import api as documents
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.interfaces.cli.demonstration.writing import first_id, rows_of
from motcua.kernel import tenancy
from motcua.kernel.bulk import write
from motcua.kernel.models import Event
from tests.demonstration.conftest import Years
from tests.factories.organisation import NOW, make_citizen
from tests.interfaces.counter.conftest import enter
from tests.interfaces.portal.conftest import client_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


def test_what_is_written_is_sound(office, officers):
    years = Years(office, officers, seed=5, count=1_000, days=300)
    years.keep(100)
    commune_id = office.commune.id
    desk = years.desk()
    rows, again = (rows_of(years.scripts, desk) for _ in range(2))
    # The same seed gives the same log, to the byte, and the same ids.
    assert [row.hash for row in rows[Event]] == [row.hash for row in again[Event]]
    assert {model: [row.pk for row in found] for model, found in rows.items()} == {
        model: [row.pk for row in found] for model, found in again.items()
    }
    assert write(rows) > 2_000
    with tenancy.scope(communes=[commune_id]):
        found = list(Dossier.objects.filter(commune_id=commune_id).order_by("submitted_at"))
        assert list(dossiers.differences_among(commune_id, 1_000)) == []
    assert [row.id for row in found] == [first_id(script, 5) for script in years.scripts]
    later = NOW + timedelta(days=1)
    audit.seal_all(commune_id, later)
    report = audit.verify(commune_id, later)
    assert report.sound, report.problems


def test_every_dossier_opens_with_its_papers_letters_and_results(office, officers):
    years = Years(office, officers, seed=6, count=1_000, days=200)
    years.keep(30)
    write(rows_of(years.scripts, years.desk()))
    clerk, opened = officers["tiepnhan"], Counter()
    for script in years.scripts:
        dossier = dossiers.get_dossier(clerk, first_id(script, 6))
        desk = intake.open_desk(clerk, dossier, purpose="Xem", now=NOW)
        for paper in desk.papers:
            file, data = intake.read_paper(clerk, dossier, paper.file.id, now=NOW)
            assert data[:4] == b"\x89PNG" and file.media_type == "image/png"
            opened["paper"] += 1
        for form in notices.list_forms(dossier):
            name, pdf = notices.read_form(clerk, dossier, form.file_id, now=NOW)
            assert pdf[:5] == b"%PDF-" and name.endswith(".pdf")
            opened[form.form] += 1
        for result in decisions.list_results(clerk, dossier):
            _, pdf = decisions.read_result(clerk, dossier, result.id, now=NOW)
            assert pdf[:5] == b"%PDF-"
            opened[result.agency or "result"] += 1
    agencies = {"Công an xã", "Cơ quan bảo hiểm xã hội"}
    assert {"paper", "01", "result", "receipt"} | agencies <= set(opened)
    # What was made once is kept, and opened again as it was; nothing of it is an orphan.
    stored = documents.verify_store()
    assert stored.sound and stored.files == sum(opened.values())
    documents.sweep_orphans(NOW + timedelta(days=2))
    documents.sweep_orphans(NOW + timedelta(days=4))
    # What other tests left in the store belongs to communes that are gone.
    after = documents.verify_store()
    assert replace(after, orphans=0) == replace(stored, orphans=0)


@time_machine.travel(NOW, tick=True)
def test_pages_show_a_dossier_to_its_citizen_and_to_the_desk(office, officers):
    years = Years(office, officers, seed=7, count=1_000, days=200)
    years.keep(40)
    write(rows_of(years.scripts, years.desk()))
    returned = [one for one in years.scripts if one.orders[-1].action == "return_result"]
    refused = [one for one in years.scripts if one.orders[-1].action == "refuse"]
    _, desk = enter(office.commune.id, "receptionist")
    for script in [*returned[:4], *refused[:1], *years.scripts[-1:]]:
        person, key = script.person, first_id(script, 7)
        citizen = make_citizen(
            office.commune.id, subject=person.number, full_name=person.name, citizen_id=person.number
        )
        host = {"host": f"{office.commune.code}.example.vn"}
        page = client_of(office.commune, citizen).get(f"/ho-so/{key}/")
        citizen_page = page.content.decode()
        assert page.status_code == 200 and person.name in citizen_page
        page = desk.get(f"/mot-cua/ho-so/{key}/", headers=host)
        desk_page = page.content.decode()
        assert page.status_code == 200 and person.name in desk_page
    for page in (citizen_page, desk_page):
        assert "Công an xã" in page and "Cơ quan bảo hiểm xã hội" in page
    assert desk.get("/mot-cua/", headers=host, follow=True).status_code == 200


def test_a_made_up_file_is_not_made_in_production(office, officers, settings):
    years = Years(office, officers, seed=6, count=3, days=200)
    write(rows_of(years.scripts, years.desk()))
    clerk = officers["tiepnhan"]
    dossier = dossiers.get_dossier(clerk, first_id(years.scripts[0], 6))
    settings.MOTCUA_MODE = "production"
    [form, *_] = notices.list_forms(dossier)
    with pytest.raises(documents.FileDamaged):
        notices.read_form(clerk, dossier, form.file_id, now=NOW)
