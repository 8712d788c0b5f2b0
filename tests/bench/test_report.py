"""The report of a measurement: its rows, its bars, its table, and what ROWS and SCALE choose."""

import json
from types import SimpleNamespace

import psutil
import pytest

from bench.report import Report, Row, scaled, shown, table, taken_by_others, wanted


@pytest.fixture(autouse=True)
def _plain(monkeypatch, tmp_path):
    for name in ("ROWS", "SCALE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MOTCUA_VAR", str(tmp_path))


def filled() -> Report:
    report = Report("trust")
    report.add("2", "doubled", 0, bar="0", holds=True)
    report.add("10", "speed", 1234.5, "1/s", bar=">= 150", holds=True, reference="bare 2,000/s")
    report.add("1", "lost", 0.25, "%")
    return report


def test_a_report_is_written_as_a_list_in_the_order_of_its_rows(tmp_path, capsys):
    assert filled().close() == 0
    rows = json.loads((tmp_path / "trust.json").read_text())
    assert [row["row"] for row in rows] == ["1", "2", "10"]
    assert list(rows[2]) == ["row", "name", "value", "unit", "bar", "holds", "reference", "command"]
    assert rows[2]["command"] == "make trust ROWS=10"
    assert "1,234" in capsys.readouterr().out


def test_a_missed_bar_is_an_exit_code():
    report = filled()
    report.add("3", "half-written", 1, bar="0", holds=False)
    assert report.close() == 1


def test_a_report_without_rows_holds_nothing():
    assert Report("trust").close() == 1


def test_the_file_lies_where_the_run_began(monkeypatch, tmp_path):
    report = filled()
    monkeypatch.setenv("MOTCUA_VAR", "/elsewhere")
    report.close()
    assert (tmp_path / "trust.json").exists()


@pytest.mark.parametrize(
    ("asked", "row", "name", "answer"),
    [
        ("", "1", "lost", True),
        ("1", "1", "lost", True),
        ("1", "10", "speed", False),
        ("2, lost", "1", "lost", True),
        ("payments", "4", "forged payments", True),
        ("payments", "1", "lost", False),
    ],
)
def test_rows_chooses_by_number_or_name(monkeypatch, asked, row, name, answer):
    monkeypatch.setenv("ROWS", asked)
    assert wanted(row, name) is answer


def test_rows_leaves_the_others_out(monkeypatch):
    monkeypatch.setenv("ROWS", "doubled")
    assert [row.name for row in filled().rows] == ["doubled"]


@pytest.mark.parametrize(("factor", "count"), [("", 200), ("0.1", 20), ("0.0001", 3), ("2", 400)])
def test_scale_multiplies_counts(monkeypatch, factor, count):
    monkeypatch.setenv("SCALE", factor)
    assert scaled(200, 3) == count


@pytest.mark.parametrize("factor", ["many", "0", "-1"])
def test_a_scale_that_is_no_number_above_zero_is_refused(monkeypatch, factor):
    monkeypatch.setenv("SCALE", factor)
    with pytest.raises(SystemExit, match="SCALE"):
        scaled(200)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "-"), (0, "0"), (1234, "1,234"), (0.01234, "0.0123"), (1234.5, "1,234"), ("a", "a")],
)
def test_values_are_shown_shortly(value, text):
    assert shown(value) == text


def test_the_table_says_no_aloud():
    rows = [Row("1", "lost", 1, "", "0", False, "", ""), Row("2", "free", 1, "", "", None, "", "")]
    lines = table(rows).splitlines()
    assert lines[0].split()[:3] == ["row", "name", "value"]
    assert "NO" in lines[2] and "NO" not in lines[3]


@pytest.mark.parametrize(
    ("times", "said"),
    [({"user": 80.0, "steal": 12.4}, "others took 12 % of"), ({"user": 80.0}, "does not tell how much")],
)
def test_what_others_took_of_the_processors_is_told(times, said, monkeypatch, capsys):
    monkeypatch.setattr(psutil, "cpu_times_percent", lambda: SimpleNamespace(**times))
    filled().close()
    assert said in taken_by_others() and said in capsys.readouterr().out
