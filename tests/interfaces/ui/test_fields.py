"""Fields: names, ids, links to hints and errors, escaping."""

import re

from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler


def _render(markup: str, **values: object) -> str:
    return Template("{% load ui %}" + CottonCompiler().process(markup)).render(Context(values))


def test_input_points_to_its_hint_note_and_error() -> None:
    html = _render('<c-field.text name="a" label="A" hint="H" note="N" error="E" />')
    assert 'aria-describedby="a-hint a-note a-error"' in html
    assert 'aria-invalid="true"' in html
    for part in ("hint", "note", "error"):
        assert f'id="a-{part}"' in html
    assert '<label class="label" for="a">' in html


def test_input_without_error_is_not_invalid() -> None:
    html = _render('<c-field.text name="a" label="A" />')
    assert "aria-invalid" not in html
    assert "aria-describedby" not in html


def test_values_are_escaped_once() -> None:
    hostile = "\"><script>alert(1)</script> & '"
    for markup in (
        '<c-field.text name="a" label="A" :value="v" />',
        '<c-field.text name="a" label="A" value="{{ v }}" />',
        '<c-field type="text" name="a" label="A" :value="v" :data-note="v" />',
        '<c-field.textarea name="a" label="A" :value="v" />',
    ):
        html = _render(markup, v=hostile)
        assert "<script>" not in html
        assert "&lt;script&gt;" in html
        assert "&amp;lt;" not in html


def test_every_type_has_a_first_control_with_the_name_as_its_id() -> None:
    options = [{"value": 1, "label": "Một"}, {"value": 2, "label": "Hai"}]
    plain = ["text", "textarea", "number", "money", "phone", "email", "citizen_id", "select", "upload"]
    grouped = ["date", "partial_date", "choice", "yesno", "address", "declaration", "checkbox"]
    markup = '<c-field type="{{ t }}" name="f" label="F" error="Sai" :options="o" />'
    for kind in plain + grouped:
        html = _render(markup, t=kind, o=options)
        control = re.search(r'<(?:input|select|textarea)[^>]* id="f"', html)
        assert control, f"{kind}: an error summary link #f leads nowhere"
        assert "Sai" in html, kind
        assert 'data-field="f"' in html, kind


def test_date_posts_three_boxes() -> None:
    html = _render('<c-field.date name="d" label="D" value="2025-08-07" />')
    boxes = dict(re.findall(r'name="(d-\w+)" value="(\d+)"', html))
    assert boxes == {"d-day": "7", "d-month": "8", "d-year": "2025"}


def test_choice_compares_numbers_and_text_alike() -> None:
    options = [{"value": 1, "label": "Một"}, {"value": 2, "label": "Hai"}]
    html = _render('<c-field.choice name="c" label="C" value="2" :options="o" />', o=options)
    assert re.findall(r'value="(\d)" checked', html) == ["2"]


def test_yesno_takes_booleans_and_posted_words() -> None:
    for value, expected in ((True, "yes"), ("yes", "yes"), (False, "no"), ("no", "no")):
        html = _render('<c-field.yesno name="y" label="Y" :value="v" />', v=value)
        assert re.findall(r'value="(\w+)" checked', html) == [expected]
    assert "checked" not in _render('<c-field.yesno name="y" label="Y" :value="v" />', v=None)


def test_page_variables_do_not_leak_into_a_field() -> None:
    leaks = dict.fromkeys(("hint", "note", "error", "value", "id", "suffix", "readonly"), "LEAK")
    html = _render('<c-field.text name="a" label="A" />', **leaks)
    assert "LEAK" not in html


def test_optional_field_says_so() -> None:
    assert "(không bắt buộc)" in _render('<c-field.text name="a" label="A" :required="r" />', r=False)
    assert "(không bắt buộc)" not in _render('<c-field.text name="a" label="A" :required="r" />', r=True)


def test_a_field_with_an_error_is_not_called_optional() -> None:
    html = _render('<c-field.text name="a" label="A" error="A: sai" :required="r" />', r=False)
    assert "(không bắt buộc)" not in html


def test_a_message_beside_its_field_does_not_name_it_again() -> None:
    html = _render('<c-field.text name="a" label="Họ tên" error="Họ tên: hãy nhập vào ô này." />')
    assert "Hãy nhập vào ô này." in html
    assert "Họ tên:" not in html


def test_error_summary_is_empty_without_errors() -> None:
    assert _render('<c-error-summary :errors="e" />', e={}).strip() == ""
    assert "autofocus" in _render('<c-error-summary :errors="e" />', e={"a": "Sai"})
