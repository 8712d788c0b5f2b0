"""`motcua catalogue term-cut`: online terms shorter than the counter's by a share, shown first, then decided."""

import argparse
from typing import TYPE_CHECKING

from motcua.interfaces.cli.catalogue_actions.deciding import acting_for, day

if TYPE_CHECKING:
    from motcua.casework.catalogue.api import Term

HELP = "giảm thời hạn nộp trực tuyến so với tại quầy, cho mọi thủ tục"


def configure(parser: argparse.ArgumentParser) -> None:
    """The share, the day, the basis, the exceptions; or only to look."""
    parser.add_argument("percent", type=int, metavar="PHẦN_TRĂM", help="ví dụ 20 hoặc 30")
    parser.add_argument("--from", dest="begins", type=day, required=True, metavar="NGÀY")
    parser.add_argument("--basis", default="", metavar="QUYẾT_ĐỊNH", help="căn cứ, cần khi công bố")
    parser.add_argument(
        "--except", dest="exceptions", nargs="*", default=[], metavar="MÃ", help="không áp dụng"
    )
    parser.add_argument("--reason", default="", metavar="LÝ_DO", help="vì sao không áp dụng cho các mã ấy")
    parser.add_argument("--dry-run", action="store_true", help="chỉ cho xem, không ghi")
    parser.add_argument("--commune", default="", metavar="MÃ_XÃ", help="mã xã, cần khi có nhiều xã")


def run(arguments: argparse.Namespace) -> int:
    """Show what the cut makes of each procedure; decide it unless it is a dry run."""
    from motcua.casework.catalogue import api as catalogue
    from motcua.kernel import clock

    actor = acting_for(arguments.commune)
    rows = catalogue.preview_term_policy(actor, arguments.percent, arguments.exceptions, arguments.begins)
    changed = [one for one in rows if one.before != one.after]
    if not arguments.dry_run:
        catalogue.publish_term_policy(
            actor,
            arguments.percent,
            basis=arguments.basis,
            on=arguments.begins,
            exceptions=arguments.exceptions,
            reason=arguments.reason,
            now=clock.now(),
        )
    for one in changed:
        print(f"  {one.code} {one.name}: {_told(one.before)} → {_told(one.after)}")
    done = "Chạy thử: chưa ghi gì." if arguments.dry_run else f"Đã công bố từ {arguments.begins:%d/%m/%Y}."
    print(f"{len(changed)} thủ tục đổi thời hạn trực tuyến, {len(rows) - len(changed)} không đổi. {done}")
    return 0


def _told(term: "Term") -> str:
    from motcua.casework.catalogue import api as catalogue

    return "trong ngày" if term.unit == "same_day" else f"{term.value} {catalogue.UNIT_WORDS[term.unit]}"
