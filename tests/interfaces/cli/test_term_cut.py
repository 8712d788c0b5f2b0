"""`motcua catalogue term-cut`: shown first, then decided; what does not fit is refused with nothing kept."""

import argparse

import pytest

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.cli.catalogue_actions import term_cut
from motcua.kernel import clock
from motcua.kernel.actors import system
from motcua.kernel.errors import InvalidInput, NotFound
from tests.factories.organisation import make_commune

FROM = "2030-01-01"
BASIS = "Quyết định 20/QĐ-UBND"


@pytest.fixture
def commune(db):
    return make_commune()


def run(commune, *words):
    parser = argparse.ArgumentParser()
    term_cut.configure(parser)
    return term_cut.run(parser.parse_args([*words, "--from", FROM, "--commune", commune.code]))


def decided(commune):
    return catalogue.list_term_policies(system(commune.id), clock.local_date(clock.now()))


def test_it_is_shown_before_it_is_decided(commune, capsys):
    assert run(commune, "20", "--dry-run") == 0
    told = capsys.readouterr().out
    assert "1.001699" in told and "25 ngày làm việc → 20 ngày làm việc" in told and "chưa ghi gì" in told
    assert decided(commune) == []
    assert run(commune, "30", "--basis", BASIS, "--except", "2.000986", "--reason", "Chờ cơ quan khác") == 0
    told = capsys.readouterr().out
    assert "25 ngày làm việc → 17 ngày làm việc" in told and "2.000986" not in told and "01/01/2030" in told
    [policy] = decided(commune)
    assert (policy.percent, policy.exceptions, policy.standing) == (30, ("2.000986",), "coming")


def test_what_does_not_fit_is_refused(commune):
    for words in (
        ("95", "--basis", BASIS),
        ("20",),
        ("20", "--basis", BASIS, "--except", "1.9", "--reason", "không có"),
    ):
        with pytest.raises(InvalidInput):
            run(commune, *words)
    with pytest.raises(NotFound):
        parser = argparse.ArgumentParser()
        term_cut.configure(parser)
        term_cut.run(parser.parse_args(["20", "--from", FROM, "--commune", "00000"]))
    assert decided(commune) == []
