"""The functions of the law: every one is named once, and what is said of it is so."""

import ast
from pathlib import Path

import pytest
from django.urls import get_resolver

from motcua.interfaces.cli.main import COMMANDS
from motcua.oversight.conformance import api as conformance
from motcua.oversight.conformance.functions import Function, Page

ROOT = Path(__file__).resolve().parents[3]
FUNCTIONS = conformance.read_conformance().functions


def names(resolver=None, space=""):
    """The names of all addresses, with that of their room before them."""
    for one in (resolver or get_resolver()).url_patterns:
        if hasattr(one, "url_patterns"):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from names(one, inner)
        elif one.name:
            yield f"{space}{one.name}"


def functions_in(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_the_thirty_one_functions_are_named_once_each_in_order():
    assert [one.code for one in FUNCTIONS] == [f"CN{number:02}" for number in range(1, 32)]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.code)
def test_pages_commands_and_tests_exist(function):
    assert {page.name for page in function.where} <= set(names())
    assert set(function.commands) <= set(COMMANDS)
    for node in function.tests:
        path, _, name = node.partition("::")
        assert name in functions_in(path), node


def test_what_nothing_shows_is_missing():
    page = Page("counter:receive", "Tiếp nhận")
    made = Function("CN99", "Thử", (page,), (), ("tests/x.py::test_x",), "")
    assert made.standing == "whole"
    assert Function("CN99", "Thử", (page,), (), (), "").standing == "missing"
    assert Function("CN99", "Thử", (), (), made.tests, "").standing == "missing"
    assert Function("CN99", "Thử", (), ("books",), made.tests, "Còn thiếu").standing == "part"


def test_every_page_has_a_name_that_is_used():
    raw = (ROOT / "src/motcua/oversight/conformance/functions.yaml").read_text(encoding="utf-8")
    used = {page.name for one in FUNCTIONS for page in one.where}
    listed = [line.split('"')[1] for line in raw.split("groups:")[0].splitlines() if line.startswith('  "')]
    assert sorted(listed) == sorted(used)
