"""The style guide shows every component, in every state, and nothing that does not render."""

from functools import cache
from pathlib import Path

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory

from motcua.interfaces.ui import examples, views
from motcua.interfaces.ui.samples import SAMPLE_PAGES, SAMPLES

COMPONENTS = examples.list_components()
COTTON = Path(examples.__file__).parent / "templates" / "cotton"


@cache
def _guide(counter: bool) -> str:
    view = views.counter_guide if counter else views.portal_guide
    return view(RequestFactory().get("/")).content.decode()


def test_every_template_file_is_a_component() -> None:
    assert len(COMPONENTS) == len(list(COTTON.rglob("*.html"))) > 50


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_is_shown_with_its_markup(component: str) -> None:
    page = _guide(component.startswith("counter."))
    assert f'id="c-{component}"' in page
    part = page.split(f'id="c-{component}"')[1].split("</section>\n")[0]
    assert "guide__stage" in part, f"c-{component} has no example file in templates/ui/examples"


@pytest.mark.parametrize("component", COMPONENTS)
def test_example_renders_the_component_itself(component: str) -> None:
    states = examples.example_states(component)
    assert any(f"c-{component}" in source for _, source in states)
    part = examples.render_part(component, SAMPLES)
    for example in part.examples:
        assert example.html.strip(), f"{component}: {example.state} renders nothing"
        assert "<c-" not in example.html


def test_no_example_without_a_component() -> None:
    folder = COTTON.parent / "ui" / "examples"
    assert {path.stem for path in folder.glob("*.html")} == set(COMPONENTS)


@pytest.mark.parametrize("name", sorted(SAMPLE_PAGES))
def test_sample_page_is_whole(name: str) -> None:
    page = views.sample_page(RequestFactory().get("/"), name).content.decode()
    assert '<html lang="vi">' in page
    assert page.count("<h1") == 1
    assert 'id="noi-dung"' in page
    assert "<c-" not in page
    assert " style=" not in page
    assert "<script>" not in page


def test_page_with_errors_says_so_in_the_title_and_links_each_field() -> None:
    page = views.sample_page(RequestFactory().get("/"), "bieu-mau-loi").content.decode()
    assert "<title>Lỗi: " in page
    for field in ("child_name", "birth_date", "gender"):
        assert f'href="#{field}"' in page
        assert f'id="{field}"' in page


def test_unknown_sample_page_is_not_found() -> None:
    with pytest.raises(Http404):
        views.sample_page(RequestFactory().get("/"), "khong-co")


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500", "503"])
def test_error_page_renders_without_any_context(code: str) -> None:
    page = render_to_string(f"{code}.html")
    assert '<html lang="vi">' in page
    assert page.count("<h1>") == 1
