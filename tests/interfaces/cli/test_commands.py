"""Every refusal of a command is one clear sentence and an exit code that is not 0."""

import json
import os
import socket
import subprocess
from pathlib import Path

import psycopg
import pytest

from motcua.interfaces.cli import environment, serve, stamps, up
from motcua.interfaces.cli.database import Addresses, require_walls
from motcua.interfaces.cli.main import COMMANDS, main
from motcua.interfaces.cli.processes.ports import require_free
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.server import Server
from motcua.kernel.embedded.state import State
from tests.interfaces.cli.conftest import Run

pytestmark = pytest.mark.slow


def _is_one_sentence(done: "subprocess.CompletedProcess[str]", words: str) -> bool:
    return done.returncode == 3 and words in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["up", "--port", "x"], ["backup"], ["doctor", "more"]]
)
def test_wrong_arguments_are_told_in_vietnamese(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "không đúng" in capsys.readouterr().err


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in COMMANDS)


@pytest.mark.parametrize("step", [0, 1, 3])
def test_a_used_port_is_told_before_anything_starts(
    motcua: Run, free_port: int, tmp_path: Path, step: int
) -> None:
    with socket.create_server(("127.0.0.1", free_port + step)):
        done = motcua("up", "--port", str(free_port))
    assert _is_one_sentence(done, f"cổng {free_port + step}"), done.stderr
    assert not (tmp_path / "var" / "postgres").exists()


def test_a_port_that_may_not_be_used_is_told() -> None:
    with pytest.raises(StartRefused, match="99999"):
        require_free("127.0.0.1", {"trang web": 99999})


def test_a_second_start_is_told(motcua: Run, tmp_path: Path, free_port: int) -> None:
    state = State(tmp_path / "var")
    state.acquire()
    try:
        done = motcua("up", "--port", str(free_port))
    finally:
        state.release()
    assert _is_one_sentence(done, f"số {os.getpid()}"), done.stderr


def test_a_damaged_folder_is_told(motcua: Run, tmp_path: Path, free_port: int) -> None:
    (tmp_path / "var" / "postgres").mkdir(parents=True)
    (tmp_path / "var" / "postgres" / "base").touch()
    done = motcua("up", "--port", str(free_port))
    assert _is_one_sentence(done, "bị hỏng"), done.stderr


@pytest.mark.parametrize("command", [["up"], ["migrate"], ["backup", "/nonexistent.tar"]])
def test_a_folder_that_cannot_be_written_is_told(motcua: Run, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").touch()
    done = motcua(*command, MOTCUA_VAR=str(tmp_path / "file" / "var"))
    assert _is_one_sentence(done, "cấp quyền"), done.stderr


def test_an_unknown_mode_is_told(motcua: Run) -> None:
    assert _is_one_sentence(motcua("up", MOTCUA_MODE="live"), "MOTCUA_MODE")


def test_demonstration_data_never_go_into_production(motcua: Run) -> None:
    assert _is_one_sentence(motcua("demo", MOTCUA_MODE="production"), "hệ thống thật")


def test_an_unreachable_database_is_told_without_its_password(motcua: Run) -> None:
    done = motcua("migrate", DATABASE_URL="postgresql://app:s3cret@127.0.0.1:1/motcua")
    assert _is_one_sentence(done, "DATABASE_URL"), done.stderr
    assert "s3cret" not in done.stderr


def test_an_existing_backup_is_not_overwritten(motcua: Run, tmp_path: Path) -> None:
    (tmp_path / "old.tar").write_text("precious")
    assert _is_one_sentence(motcua("backup", str(tmp_path / "old.tar")), "đã có")
    assert (tmp_path / "old.tar").read_text() == "precious"


def test_a_missing_backup_is_told(motcua: Run) -> None:
    assert _is_one_sentence(motcua("restore", "/nonexistent.tar"), "Không có tệp")


def test_backup_and_restore_with_the_embedded_database(motcua: Run, tmp_path: Path) -> None:
    server = Server(State(tmp_path / "var"), initdb=["--no-sync"])
    urls = server.start()
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE kept AS SELECT generate_series(1, 7) AS id")
    (tmp_path / "var" / "files" / "a").write_text("b")
    while_running = motcua("backup", str(tmp_path / "backup.tar"))
    refused = motcua("restore", str(tmp_path / "backup.tar"))
    server.stop()
    assert while_running.returncode == 0, while_running.stderr
    assert "7 dòng" in while_running.stdout
    assert _is_one_sentence(refused, "đang chạy")
    restored = motcua("restore", str(tmp_path / "backup.tar"), MOTCUA_VAR=str(tmp_path / "new"))
    assert restored.returncode == 0, restored.stderr
    assert (tmp_path / "new" / "files" / "a").read_text() == "b"
    again = motcua("restore", str(tmp_path / "backup.tar"), MOTCUA_VAR=str(tmp_path / "new"))
    assert _is_one_sentence(again, "--replace")


def test_the_walls_are_required(addresses: Addresses, superuser: str) -> None:
    require_walls(addresses.application)
    with psycopg.connect(addresses.owner) as owner:
        owner.execute("CREATE TABLE t ()")
    with pytest.raises(StartRefused, match="là chủ của 1 bảng"):
        require_walls(addresses.owner)
    with pytest.raises(StartRefused, match="superuser"):
        require_walls(superuser)


def test_production_refuses_what_is_not_ready_or_has_known_passwords(addresses: Addresses) -> None:
    with pytest.raises(StartRefused, match="motcua migrate"):
        serve.check(addresses, "production")
    with psycopg.connect(addresses.owner) as owner:
        stamps.write(owner, migrations=stamps.migrations())
    serve.check(addresses, "production")
    with psycopg.connect(addresses.owner) as owner:
        stamps.write(owner, demo="any")
    serve.check(addresses, "demo")
    with pytest.raises(StartRefused, match="mật khẩu ai cũng biết"):
        serve.check(addresses, "production")


def test_the_application_cannot_forge_a_stamp(addresses: Addresses) -> None:
    with (
        psycopg.connect(addresses.application) as application,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        stamps.write(application, migrations="forged")


def test_serve_refuses_the_owner_role(motcua: Run, addresses: Addresses, free_port: int) -> None:
    with psycopg.connect(addresses.owner) as owner:
        owner.execute("CREATE TABLE t ()")
    done = motcua("serve", "--port", str(free_port), DATABASE_URL=addresses.owner)
    assert _is_one_sentence(done, "tường ngăn"), done.stderr


def test_production_makes_a_secret_key_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*os.environ,):
        if name.startswith("MOTCUA_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", os.environ.get("DJANGO_SETTINGS_MODULE", "x"))
    for name in ("MOTCUA_MODE", "MOTCUA_VAR", "MOTCUA_BASE_URL", "MOTCUA_SECRET_KEY"):
        monkeypatch.setenv(name, "")
    state = State(tmp_path)
    environment.prepare(state, "production", environment.Ports())
    key = os.environ["MOTCUA_SECRET_KEY"]
    assert len(key) >= 43
    assert (state.secrets / "secret_key").read_text().strip() == key
    assert (state.secrets / "secret_key").stat().st_mode & 0o777 == 0o600
    assert "MOTCUA_VNEID_CLIENT_SECRET" not in os.environ


def test_children_do_not_see_the_password_of_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_OWNER_URL", "postgresql://owner")
    addresses = Addresses("postgresql://app", "postgresql://owner", embedded=True)
    assert "MOTCUA_OWNER_URL" not in environment.for_child(addresses)
    assert environment.for_child(addresses, owner=True)["MOTCUA_OWNER_URL"] == "postgresql://owner"


def test_doctor_tells_every_component_and_fails_on_a_fault(motcua: Run) -> None:
    done = motcua("doctor", "--json")
    checks = {check["name"]: check for check in json.loads(done.stdout)}
    assert checks["Cơ sở dữ liệu"]["works"]
    assert checks["Cơ sở dữ liệu"]["version"].startswith("18.")
    assert checks["Tường ngăn giữa các xã"]["works"]
    assert checks["Cấu trúc dữ liệu"]["fault"]
    assert done.returncode == 1
    assert {"name", "found", "version", "works", "message", "needed", "fault"} == set(checks["Python"])


def test_doctor_sees_a_hole_in_the_walls(motcua: Run, addresses: Addresses, superuser: str) -> None:
    done = motcua("doctor", DATABASE_URL=superuser)
    assert "LỖI" in next(line for line in done.stdout.splitlines() if "Tường ngăn" in line)
    done = motcua("doctor", DATABASE_URL=addresses.application)
    assert "tốt" in next(line for line in done.stdout.splitlines() if "Tường ngăn" in line)


def test_doctor_looks_where_the_running_product_is(motcua: Run, tmp_path: Path, free_port: int) -> None:
    state = State(tmp_path / "var")
    state.acquire()
    state.note_port(free_port)
    with socket.create_server(("127.0.0.1", free_port)):
        running = _doctor(motcua, "Trang web", MOTCUA_PORT="1")
    state.release()
    ended = _doctor(motcua, "Trang web", MOTCUA_PORT="1")
    assert (running["works"], running["message"]) == (True, f"trả lời ở cổng {free_port}")
    assert not ended["works"]
    assert "cổng 1;" in ended["message"] and "MOTCUA_PORT" in ended["message"]


def test_up_notes_where_it_is(tmp_path: Path, free_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[int | None] = []
    monkeypatch.setenv("MOTCUA_VAR", str(tmp_path / "var"))
    monkeypatch.setattr(up, "prepare", lambda *_: None)
    monkeypatch.setattr(up, "_run", lambda state, *_: noted.append(state.running_port()) or 0)
    assert main(["up", "--port", str(free_port)]) == 0
    assert noted == [free_port]
    assert State(tmp_path / "var").running_port() is None


def _doctor(motcua: Run, name: str, **variables: str) -> dict[str, object]:
    checks = json.loads(motcua("doctor", "--json", **variables).stdout)
    return next(check for check in checks if check["name"] == name)
