"""`motcua demo --dossiers`: years once, the same again adds nothing, others are refused; logs and books are sound."""

import socket

import pytest

from tests.interfaces.cli.conftest import Run

pytestmark = pytest.mark.slow


def _free_port() -> str:
    """Return a port at which no sandbox of somebody else answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_years_are_written_once_and_are_sound(motcua: Run) -> None:
    port = _free_port()
    years = ("demo", "--dossiers", "40", "--years", "1", "--seed")
    first = motcua(*years, "4", MOTCUA_PORT=port)
    assert first.returncode == 0, first.stderr
    assert "Đã có 40 hồ sơ của 1 năm" in first.stdout
    again = motcua(*years, "4", MOTCUA_PORT=port)
    assert again.returncode == 0 and "không thêm nữa" in again.stdout
    other = motcua(*years, "5", MOTCUA_PORT=port)
    assert other.returncode == 3 and "Đã có 40 hồ sơ trình diễn" in other.stderr
    for command in (("audit", "verify"), ("books", "verify")):
        proved = motcua(*command, MOTCUA_MODE="demo")
        assert proved.returncode == 0, proved.stdout


@pytest.mark.parametrize("wrong", [("--dossiers", "-1"), ("--dossiers", "5", "--years", "0")])
def test_numbers_that_make_no_sense_are_refused(motcua: Run, wrong: tuple[str, ...]) -> None:
    refused = motcua("demo", *wrong)
    assert refused.returncode == 3 and "--years từ 1 đến" in refused.stderr
