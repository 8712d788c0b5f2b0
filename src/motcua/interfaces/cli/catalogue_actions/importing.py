"""`motcua catalogue import`: read the national portal's records; show the difference, then let it take effect."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from motcua.interfaces.cli.catalogue_actions.deciding import day

if TYPE_CHECKING:
    from motcua.casework.catalogue.api import ImportPlan

HELP = "nhập thủ tục từ tệp JSON của Cổng Dịch vụ công quốc gia"
_SHOWN = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Files, the day, and how to answer."""
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP", help="tệp JSON, một hay nhiều")
    parser.add_argument(
        "--dry-run", action="store_true", help="chỉ cho xem khác gì với bản đang hiệu lực, không ghi"
    )
    parser.add_argument(
        "--json", action="store_true", help="in báo cáo JSON ra stdout cho chương trình khác đọc"
    )
    parser.add_argument(
        "--from", dest="effective", type=day, metavar="NGÀY", help="ngày có hiệu lực (hôm nay)"
    )
    parser.add_argument("--basis", default="", metavar="CĂN_CỨ", help="quyết định công bố")
    parser.add_argument(
        "--complete",
        action="store_true",
        help="tệp là trọn danh mục: thủ tục đã nhập mà vắng trong tệp thì hết hiệu lực",
    )
    parser.add_argument("--yes", action="store_true", help="không hỏi lại trước khi áp dụng")


def run(arguments: argparse.Namespace) -> int:
    """Plan, show, apply. Exit code 0: all taken; 1: some records refused; 2: an unreadable file, or another import."""
    from motcua.casework.catalogue import api as catalogue
    from motcua.kernel import clock
    from motcua.kernel.errors import Conflict

    begun = time.monotonic()
    try:
        files = [catalogue.read_file(path) for path in arguments.files]
        with catalogue.only_import():
            now = clock.now()
            plan = catalogue.plan_import(
                files,
                arguments.effective or clock.local_date(now),
                complete=arguments.complete,
                progress=_progress("Đọc và so sánh"),
            )
            if not arguments.json:
                _show(plan)
            applied = not arguments.dry_run and _agreed(arguments, plan)
            publication = (
                catalogue.apply_import(plan, now=now, basis=arguments.basis, progress=_progress("Ghi"))
                if applied
                else None
            )
    except catalogue.FileRefused as refused:
        return _refuse(str(refused), as_json=arguments.json)
    except Conflict as refused:
        return _refuse(refused.message, as_json=arguments.json)
    seconds = round(time.monotonic() - begun, 1)
    if arguments.json:
        told = {"dry_run": arguments.dry_run, "applied": applied, "seconds": seconds,
                "publication": str(publication) if publication else None}  # fmt: skip
        print(json.dumps({**told, **plan.as_data()}, ensure_ascii=False, indent=1))
    else:
        print(_last_words(applied, arguments.dry_run, publication is not None), f"({seconds} giây)")
    return 1 if plan.refused else 0


def _refuse(message: str, *, as_json: bool) -> int:
    print(f"motcua catalogue import: {message} Chưa có gì được ghi.", file=sys.stderr)
    if as_json:
        print(json.dumps({"applied": False, "error": message}, ensure_ascii=False))
    return 2


class _progress:
    """Tells how far the work is, on stderr, once a second at most."""

    def __init__(self, what: str) -> None:
        self.what, self.told = what, 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done == total or now - self.told >= 1:
            self.told = now
            print(f"{self.what}: {done}/{total}", file=sys.stderr, flush=True)


def _agreed(arguments: argparse.Namespace, plan: "ImportPlan") -> bool:
    """Whether to go on: only a person at a terminal is asked."""
    if arguments.yes or arguments.json or not sys.stdin.isatty() or not plan.changes:
        return True
    return input("Áp dụng các thay đổi này? [c/K] ").strip().lower() in ("c", "có", "co", "y", "yes")


def _show(plan: "ImportPlan") -> None:
    totals = plan.as_data()["totals"]
    print(f"Có hiệu lực từ {plan.effective_on:%d/%m/%Y}. Đọc {totals['read']} bản ghi:")
    print(
        f"  {totals['new']} thủ tục mới, {totals['changed']} thay đổi, {totals['unchanged']} không đổi,"
        f" {totals['replaced']} bị thay mã, {totals['ended']} hết hiệu lực,"
        f" {totals['handwritten']} giữ bản viết tay ({totals['proposals']} đề xuất sửa),"
        f" {totals['refused']} bị từ chối."
    )
    for change in [*plan.of("changed"), *plan.of("replaced"), *plan.of("ended")][:_SHOWN]:
        print(f"  {change.code} {change.name[:90]}")
        for line in change.differences[:6]:
            print(f"    - {line}")
    for one in plan.refused[:_SHOWN]:
        print(f"  TỪ CHỐI {one.file}, bản ghi {one.record} {one.code} {one.name[:60]}: {one.reason}")
    for line in [*plan.kept[:_SHOWN], *plan.warnings[:_SHOWN]]:
        print(f"  Lưu ý: {line}")
    print("  Xem trọn báo cáo bằng --json.")


def _last_words(applied: bool, dry_run: bool, published: bool) -> str:
    if dry_run:
        return "Chạy thử: chưa ghi gì."
    if not applied:
        return "Không áp dụng: chưa ghi gì."
    return "Đã áp dụng." if published else "Không có thay đổi nào để áp dụng."
