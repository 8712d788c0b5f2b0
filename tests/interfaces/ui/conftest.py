"""The design system alone: no context processors, no other pages, no database."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.conf import settings
from django.test import override_settings


@pytest.fixture(autouse=True)
def design_system_alone() -> Iterator[None]:
    """Render with the product's loaders, but without what the product adds to every page."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"] = []
    with override_settings(TEMPLATES=templates, ROOT_URLCONF="tests.interfaces.ui.urls"):
        yield
