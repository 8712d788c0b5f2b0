"""A page of a form in a browser: what is shown and calculated follows what is typed, before anything is sent."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape
from playwright.sync_api import Page, sync_playwright

import motcua.interfaces.ui
from motcua.blocks.forms.api import FormDefinition, load, resolve
from motcua.interfaces.ui import page_drawing
from motcua.interfaces.ui.live import live_rules
from tests.journeys.chromium import launch

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 20)
SCRIPT = Path(motcua.interfaces.ui.__file__).parent / "static" / "built" / "forms.js"


def f(name: str) -> dict[str, str]:
    return {"field": name}


def shop() -> FormDefinition:
    kinds = [{"value": "self", "label": "Tự làm"}, {"value": "hired", "label": "Thuê"}]
    return load({
        "id": "shop", "version": "1", "title": "Thử",
        "pages": [
            {"id": "first", "title": "Đầu", "fields": [
                {"id": "rate", "type": "number", "label": "Hệ số", "decimals": 2}]},
            {"id": "second", "title": "Hai", "fields": [
                {"id": "count", "type": "number", "label": "Số lượng", "decimals": 1},
                {"id": "price", "type": "money", "label": "Giá"},
                {"id": "total", "type": "calculated", "label": "Thành tiền", "result": "money",
                 "calculate": {"mul": [f("count"), f("price"), f("rate")]}},
                {"id": "each", "type": "calculated", "label": "Bình quân",
                 "calculate": {"div": [f("total"), f("count")]}},
                {"id": "kind", "type": "choice", "label": "Ai làm?", "options": kinds},
                {"id": "who", "type": "text", "label": "Người làm", "show_if": {"eq": [f("kind"), "hired"]},
                 "required": {"gt": [f("total"), 1000000]}},
                {"id": "until", "type": "date", "label": "Đến ngày", "show_if": {"answered": [f("who")]}},
                {"id": "days", "type": "calculated", "label": "Số ngày",
                 "calculate": {"days": [{"today": []}, f("until")]}}]},
        ],
    })  # fmt: skip


def drawn_page(answers: dict[str, Any]) -> str:
    form = shop()
    draft: Any = SimpleNamespace(
        version=SimpleNamespace(form=form), answers=answers, kept={}, verified=frozenset(), origins={}
    )
    page = form.page("second")
    fields = page_drawing.draw_page(draft, page, TODAY, errors={}, sources={})
    rules = live_rules(form, page, answers, TODAY, {one.id for one in fields if one.is_input})
    body = "".join(render_to_string("ui/form/field.html", {"field": one}) for one in fields)
    return f'<form data-live-rules="{escape(rules)}">{body}</form>'


def test_only_what_is_needed_goes_to_the_browser() -> None:
    page = drawn_page({"rate": "1.15"})
    found = re.search('data-live-rules="([^"]*)"', page)
    assert found is not None
    rules = json.loads(found[1].replace("&quot;", '"'))
    assert rules["known"] == {"rate": {"$number": "1.15"}}
    names = [one["id"] for one in rules["fields"]]
    assert sorted(names) == ["count", "days", "each", "kind", "price", "total", "until", "who"]
    assert names.index("total") < names.index("each")


def test_a_page_without_rules_carries_none() -> None:
    form = shop()
    assert live_rules(form, form.page("first"), {}, TODAY, {"rate"}) == ""


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        opened = browser.new_page(viewport={"width": 360, "height": 800})
        opened.set_content(drawn_page({"rate": "1.15"}))
        opened.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
        yield opened
        browser.close()


def said(page: Page, name: str) -> str:
    return (
        page.locator(f"[data-live={name}] output").inner_text()
        if page.locator(f"[data-live={name}]").is_visible()
        else ""
    )


@pytest.mark.journey
def test_the_page_follows_what_is_typed(page: Page) -> None:
    who, until = page.locator("[data-live=who]"), page.locator("[data-live=until]")
    assert not who.is_visible()
    assert said(page, "total") == ""
    page.fill("[name=count]", "2,5")
    page.fill("[name=price]", "400.001")
    # 2.5 x 400001 x 1.15 = 1150002.875, and whole đồng; the average is of the rounded amount.
    assert said(page, "total") == "1.150.003 đồng"
    assert said(page, "each") == "460.001,2"
    page.check("[name=kind][value=hired]")
    assert who.is_visible()
    assert not who.locator(".optional").is_visible()
    page.fill("[name=price]", "1000")
    assert who.locator(".optional").is_visible()
    page.fill("[name=who]", "Đinh Văn Nơ")
    assert until.is_visible()
    page.fill("[name=until-day]", "30")
    page.fill("[name=until-month]", "11")
    page.fill("[name=until-year]", "2026")
    assert said(page, "days") == "10"
    page.fill("[name=until-day]", "31")
    assert said(page, "days") == ""
    page.check("[name=kind][value=self]")
    # What is hidden counts as unanswered, and so does what hangs on it.
    assert not who.is_visible()
    assert not until.is_visible()


@pytest.mark.journey
def test_the_browser_shows_what_the_server_stores(page: Page) -> None:
    page.fill("[name=count]", "2,5")
    page.fill("[name=price]", "400.001")
    resolved = resolve(shop(), {"rate": "1.15", "count": "2.5", "price": 400001}, TODAY)
    assert resolved.values["total"] == 1150003
    assert resolved.values["each"] == "460001.2"
    assert said(page, "each") == "460.001,2"
