"""Written years: chains are sound, the log tells the same as the rows, every dossier opens with its papers."""

from datetime import timedelta

import pytest

from motcua.blocks.audit import api as audit
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.interfaces.cli.demonstration.writing import first_id, rows_of
from motcua.kernel import tenancy
from motcua.kernel.bulk import write
from tests.demonstration.conftest import Years
from tests.factories.organisation import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def test_what_is_written_is_sound(office, officers):
    years = Years(office, officers, seed=5, count=150, days=300)
    commune_id = office.commune.id
    assert write(rows_of(years.scripts, years.desk())) > 3_000
    with tenancy.scope(communes=[commune_id]):
        found = list(Dossier.objects.filter(commune_id=commune_id).order_by("submitted_at"))
        assert list(dossiers.differences_among(commune_id, 1_000)) == []
    assert [row.id for row in found] == [first_id(script, 5) for script in years.scripts]
    later = NOW + timedelta(days=1)
    audit.seal_all(commune_id, later)
    report = audit.verify(commune_id, later)
    assert report.sound, report.problems
