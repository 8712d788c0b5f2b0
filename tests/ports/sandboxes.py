"""Starting a sandbox as a real process, and talking to it."""

import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests

REDIRECT_URI = "http://127.0.0.1:8100/dang-nhap/vneid/ve/"
CLIENT_ID = "motcua-test"
CLIENT_SECRET = "bi-mat-chi-dung-de-thu"


@dataclass(frozen=True)
class Sandbox:
    """A running sandbox: where it listens, its folder, its faults and ledger."""

    url: str
    folder: Path
    smtp_port: int = 0

    def fault(self, name: str, **options: Any) -> None:
        """Arm a fault."""
        answer = requests.post(f"{self.url}/_faults", json={"name": name, **options}, timeout=5)
        assert answer.status_code == 200, answer.text

    def clear(self) -> None:
        """Disarm all faults."""
        requests.delete(f"{self.url}/_faults", timeout=5)

    def ledger(self, after: int = 0) -> list[dict[str, Any]]:
        """Return the ledger's rows."""
        rows: list[dict[str, Any]] = requests.get(f"{self.url}/_ledger?after={after}", timeout=5).json()
        return rows

    def choose(self, url: str, persona: str) -> dict[str, str]:
        """Play the browser: open the login address, choose a persona, return the callback's parameters."""
        answer = requests.get(f"{url}&persona={persona}", allow_redirects=False, timeout=5)
        assert answer.status_code == 303, answer.text
        assert answer.headers["Location"].startswith(REDIRECT_URI + "?")
        return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run(module: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a sandbox and wait until it says that it is ready."""
    process = subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert "ready" in line, f"{module} did not start: {line!r}, exit {process.poll()}"
    return process


def stop(process: subprocess.Popen[str]) -> None:
    """End a sandbox that we started."""
    process.terminate()
    process.wait(timeout=5)
    if process.stdout is not None:
        process.stdout.close()


def wait_for(url: str) -> None:
    """Poll until `url` answers."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            requests.get(url, timeout=1)
            return
        except requests.RequestException:
            time.sleep(0.02)
    raise AssertionError(f"{url} does not answer")
