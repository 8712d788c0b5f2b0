"""`motcua communes`: the names of communes before they merged, and the ethnic groups that live in a commune."""

import argparse
import sys
from pathlib import Path

from motcua.interfaces.cli import installation

HELP = "Nhập danh sách xã, phường cũ và mới; đặt các dân tộc của xã để tờ khai gợi ý."


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do, and with what."""
    actions = parser.add_subparsers(dest="action", metavar="việc", required=True)
    take = actions.add_parser("import", help="nhập tệp CSV: tỉnh, xã mới, các xã cũ (cách nhau dấu phẩy)")
    take.add_argument("file", type=Path, metavar="TỆP")
    groups = actions.add_parser("groups", help="đặt các dân tộc của xã, phổ biến nhất trước")
    groups.add_argument(
        "--commune", default="", help="mã đơn vị hành chính; bỏ trống khi chỉ có một xã, phường"
    )
    groups.add_argument("groups", nargs="+", metavar="DÂN_TỘC", help="ví dụ: Kinh Hrê")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; exit code 1 when it cannot be done."""
    return _import(arguments.file) if arguments.action == "import" else _groups(arguments)


def _import(file: Path) -> int:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        print(f"Không đọc được {file}: {fault}", file=sys.stderr)
        return 1
    with installation.opened():
        return _take(text)


def _take(text: str) -> int:
    from motcua.blocks.organisation.api import import_mergers
    from motcua.kernel.errors import InvalidInput

    try:
        done = import_mergers(text.splitlines())
    except InvalidInput as refused:
        print(refused.message, file=sys.stderr)
        return 1
    print(f"Đã nhập {done.communes} xã, phường, đặc khu với {done.old_names} tên cũ.")
    for line in done.refused:
        print(f"  Bỏ qua dòng {line}: không đủ ba cột tỉnh, xã mới, xã cũ.")
    return 0


def _groups(arguments: argparse.Namespace) -> int:
    from motcua.blocks.forms.api import ETHNIC_GROUPS

    unknown = [one for one in arguments.groups if one not in ETHNIC_GROUPS]
    if unknown:
        print(
            f"Không có dân tộc: {', '.join(unknown)}. Viết như: {', '.join(ETHNIC_GROUPS)}.", file=sys.stderr
        )
        return 1
    with installation.opened():
        return _set_groups(arguments.commune, arguments.groups)


def _set_groups(code: str, groups: list[str]) -> int:
    from motcua.blocks.organisation import api as organisation
    from motcua.kernel import clock
    from motcua.kernel.actors import system
    from motcua.kernel.errors import InvalidInput

    found = [organisation.get_commune(one) for one in organisation.all_commune_ids()]
    fitting = [one for one in found if code in ("", one.code)]
    if len(fitting) != 1:
        print(f"Có {len(fitting)} xã, phường khớp: ghi --commune MÃ.", file=sys.stderr)
        return 1
    try:
        named = organisation.set_ethnic_groups(system(fitting[0].id), groups, now=clock.now())
    except InvalidInput as refused:
        print("\n".join(refused.errors.values()), file=sys.stderr)
        return 1
    print(f"{fitting[0].display_name}: {', '.join(named)}.")
    return 0
