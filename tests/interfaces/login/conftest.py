"""One commune that answers for every host, and pages to knock at."""

from pathlib import Path

import pytest

from tests.factories.organisation import make_commune


@pytest.fixture(autouse=True)
def _static_folder(settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def commune(settings, db):
    settings.ROOT_URLCONF = "tests.interfaces.login.urls"
    return make_commune(host="")
