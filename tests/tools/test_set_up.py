"""The set-up does what is missing, once, and says in one sentence what it cannot do."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "tools" / "set_up.py"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up of an empty repository."""
    spec = importlib.util.spec_from_file_location("set_up", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    ui = tmp_path / "src" / "motcua" / "interfaces" / "ui"
    (ui / "assets").mkdir(parents=True)
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml", "package.json"):
        (tmp_path / name).write_text(name)
    (tmp_path / "package-lock.json").write_text("{}")
    (ui / "build.mjs").touch()
    for name, value in {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "STAMPS": tmp_path / ".venv" / "stamps",
        "PYTHON": tmp_path / ".venv" / "bin" / "python",
        "UI": ui,
    }.items():
        monkeypatch.setattr(module, name, value)
    return module


@pytest.fixture
def steps(tree: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the set-up did, without doing it."""
    done: list[str] = []
    monkeypatch.setattr(tree, "make_environment", lambda: None)
    monkeypatch.setattr(tree, "install_packages", lambda lock: done.append(lock.name))
    monkeypatch.setattr(tree, "install_product", lambda: done.append("product"))

    def browser(*, dev: bool) -> None:
        done.append(f"browser {'dev' if dev else 'run'}")
        (tree.ROOT / "node_modules").mkdir(exist_ok=True)

    def assets() -> None:
        done.append("assets")
        (tree.UI / "static" / "built").mkdir(parents=True, exist_ok=True)

    monkeypatch.setattr(tree, "install_browser_packages", browser)
    monkeypatch.setattr(tree, "build_assets", assets)
    return done


def test_a_second_set_up_does_nothing(tree: ModuleType, steps: list[str]) -> None:
    tree.set_up(dev=False)
    assert steps == ["requirements.lock", "product", "browser run", "assets"]
    tree.set_up(dev=False)
    assert len(steps) == 4


def test_testing_adds_what_it_needs_and_running_keeps_it(tree: ModuleType, steps: list[str]) -> None:
    tree.set_up(dev=False)
    tree.set_up(dev=True)
    assert steps[4:] == ["requirements-dev.lock", "browser dev"]
    tree.set_up(dev=False)
    assert len(steps) == 6


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ("requirements.lock", ["requirements.lock"]),
        ("package-lock.json", ["browser run", "assets"]),
        ("src/motcua/interfaces/ui/assets/new.css", ["assets"]),
        ("pyproject.toml", ["product"]),
    ],
)
def test_only_what_changed_is_done_again(
    tree: ModuleType, steps: list[str], changed: str, again: list[str]
) -> None:
    tree.set_up(dev=False)
    (tree.ROOT / changed).write_text("changed")
    tree.set_up(dev=False)
    assert steps[4:] == again


def test_a_failed_step_leaves_no_stamp(
    tree: ModuleType, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_lock: Path) -> None:
        raise tree.SetUpFailed("không có mạng")

    with monkeypatch.context() as patch:
        patch.setattr(tree, "install_packages", fail)
        with pytest.raises(tree.SetUpFailed):
            tree.set_up(dev=False)
    tree.set_up(dev=False)
    assert steps[0] == "requirements.lock"


def test_a_python_without_venv_and_pip_is_told(tree: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.CompletedProcess([], 1, "", "No module named ensurepip")

    monkeypatch.setattr(tree.subprocess, "run", refuse)
    with pytest.raises(tree.SetUpFailed, match="python3-venv"):
        tree.make_environment()
    assert not tree.VENV.exists()


def test_an_old_python_is_told(
    tree: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tree, "LEAST", (99, 0))
    monkeypatch.setattr(sys, "argv", ["set_up.py", "dev"])
    assert tree.main() == 1
    assert "cần Linux và Python" in capsys.readouterr().err


def test_a_user_without_a_home_gets_caches_in_the_repository(
    tree: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/nonexistent")
    assert str(tree.ROOT) in tree.writable_caches()["UV_CACHE_DIR"]
    monkeypatch.setenv("HOME", str(tree.ROOT))
    assert tree.writable_caches() == {}


def test_it_needs_nothing_but_the_standard_library() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import runpy; runpy.run_path({str(SOURCE)!r})"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [[], ["--help"], ["run", "dev"]])
def test_what_it_does_not_know_does_nothing(
    tree: ModuleType, steps: list[str], words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["set_up.py", *words])
    assert tree.main() == 2
    assert steps == []
