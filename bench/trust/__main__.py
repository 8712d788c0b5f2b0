"""`make trust`: the long proofs. Each runs in a process of its own; the figures are printed, never typed."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.report import Report, scaled, wanted

ROOT = Path(__file__).resolve().parents[2]
KILLS = 200
# Enough to find a fault of a few milliseconds; a control that finds nothing is itself a failure.
CONTROL_KILLS = 45
FEWEST_CONTROL_KILLS = 30
_ROWS = {
    "1": "kills",
    "2": "acknowledged",
    "3": "lost",
    "4": "doubled",
    "5": "half-written",
    "6": "strange answers",
}
_CONTROL_ROW = ("7", "negative control: faults found")
CUTS, CONTROL_CUTS = 1000, 40
_CUTS_ROW, _CUTS_CONTROL_ROW = ("8", "cuts: fields lost"), ("9", "negative control of the cuts: fields lost")
LIVES = 10_000
_MODEL_ROW, _MODEL_CONTROL_ROW = (
    ("10", "model test: differences"),
    ("11", "negative control of the model test: faults"),
)


def main() -> int:
    """Run what ROWS asks for."""
    report = Report("trust")
    if any(wanted(row, name) for row, name in _ROWS.items()):
        _kills(report, run(scaled(KILLS, 3)))
    if wanted(*_CONTROL_ROW):
        _control(report, run(scaled(CONTROL_KILLS, FEWEST_CONTROL_KILLS), "--control"))
    if wanted(*_CUTS_ROW):
        _cuts(report, measured("cuts", f"--cuts={scaled(CUTS, 10)}"))
    if wanted(*_CUTS_CONTROL_ROW):
        _cuts_control(report, measured("cuts", f"--cuts={scaled(CONTROL_CUTS, 20)}", "--control"))
    if wanted(*_MODEL_ROW):
        _model(report, measured("model", f"--lives={scaled(LIVES, 50)}"))
    if wanted(*_MODEL_CONTROL_ROW):
        _model_control(report, measured("model", "--control"))
    return report.close()


def run(kills: int, *options: str) -> dict[str, Any]:
    """Kill parts so often and return what was found."""
    return measured("kills", f"--kills={kills}", *options)


def measured(name: str, *options: str) -> dict[str, Any]:
    """Run one measurement in a process of its own and return what it found."""
    with TemporaryDirectory(prefix="motcua-trust-out-") as folder:
        out = Path(folder) / "result.json"
        command = [sys.executable, "-m", f"bench.trust.{name}", f"--out={out}", *options]
        subprocess.run(command, cwd=ROOT, check=True)
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return found


def _kills(report: Report, found: dict[str, Any]) -> None:
    parts = ", ".join(f"{part} {count}" for part, count in found["kills"].items())
    kills = sum(found["kills"].values())
    report.add("1", "kills", kills, "SIGKILL", bar=f">= {kills}", holds=True, reference=parts)
    made = f"{found['submitted']} submissions, {found['approved']} approvals; {found['resent']} requests sent again"
    report.add(
        "2",
        "acknowledged",
        found["acknowledged"],
        "",
        bar="> 0",
        holds=found["acknowledged"] > 0,
        reference=made,
    )
    for row, name, kind in (
        ("3", "lost", "lost"),
        ("4", "doubled", "doubled"),
        ("5", "half-written", "half"),
    ):
        _zero(report, row, name, found[kind])
    _zero(report, "6", "strange answers", found["strange"])


def _zero(report: Report, row: str, name: str, found: list[str]) -> None:
    report.add(row, name, len(found), "", bar="0", holds=not found, reference="; ".join(found[:3]))
    if wanted(row, name):
        for line in found[:20]:
            print(f"[trust] {name}: {line}", file=sys.stderr)


def _control(report: Report, found: dict[str, Any]) -> None:
    faults = [
        line
        for kind in ("lost", "doubled", "half", "strange")
        for line in found[kind]
        # A job that is merely late is no proof that the fault was seen.
        if "never carried out" not in line and "decision signing" not in line
    ]
    kills = sum(found["kills"].values())
    report.add(
        *_CONTROL_ROW,
        len(faults),
        "faults",
        bar=">= 1",
        holds=bool(faults),
        reference=f"events written beside the transaction, {kills} kills; {faults[0] if faults else ''}",
    )


def _cuts(report: Report, found: dict[str, Any]) -> None:
    kinds = ", ".join(f"{kind} {count}" for kind, count in found["cuts"].items())
    told = f"{sum(found['cuts'].values())} cuts ({kinds}), {found['typed']} fields typed"
    told += "".join(f"; {line}" for line in found["lost"][:3])
    report.add(*_CUTS_ROW, len(found["lost"]), "fields", bar="0", holds=not found["lost"], reference=told)


def _cuts_control(report: Report, found: dict[str, Any]) -> None:
    lost, cuts = found["lost"], sum(found["cuts"].values())
    told = f"a browser that keeps nothing unsaved, {cuts} cuts; {lost[0] if lost else ''}"
    report.add(*_CUTS_CONTROL_ROW, len(lost), "fields", bar=">= 1", holds=bool(lost), reference=told)


def _model(report: Report, found: dict[str, Any]) -> None:
    told = "; ".join(
        f"{words}: {found[f'{kind}_lives']} lives, {found[f'{kind}_orders']} orders, {found[f'{kind}_refused']} refused"
        for kind, words in (("rules", "in memory"), ("store", "on PostgreSQL"))
    )
    different = found["differences"]
    report.add(*_MODEL_ROW, len(different), "differences", bar="0", holds=not different, reference=told)
    for line in different:
        print(f"[trust] model test: {line}", file=sys.stderr)


def _model_control(report: Report, found: dict[str, Any]) -> None:
    caught, missed = found["caught"], found["missed"]
    told = f"{len(caught)} planted faults caught; missed: {', '.join(missed) or 'none'}"
    report.add(
        *_MODEL_CONTROL_ROW, len(missed), "missed", bar="0", holds=bool(caught) and not missed, reference=told
    )


if __name__ == "__main__":
    sys.exit(main())
