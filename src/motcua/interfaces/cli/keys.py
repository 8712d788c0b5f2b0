"""`motcua keys`: the life of the keys that seal personal data."""

import argparse

from motcua.interfaces.cli import installation

HELP = "Khóa mã hóa dữ liệu cá nhân: xem, thay khóa, mã hóa lại, bỏ khóa cũ."


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do with the keys."""
    actions = parser.add_subparsers(dest="action", metavar="việc", required=True)
    actions.add_parser("list", help="xem các khóa đang có")
    actions.add_parser("rotate", help="tạo khóa mới rồi mã hóa lại mọi dữ liệu")
    actions.add_parser("reseal", help="mã hóa lại những gì còn dùng khóa cũ (làm tiếp khi bị ngắt)")
    actions.add_parser("retire", help="bỏ các khóa cũ, sớm nhất một giờ sau khi thay khóa")


def run(arguments: argparse.Namespace) -> int:
    """Do it as the owner of the database; exit code 1 when something stays under an old key."""
    with installation.opened():
        _register_files()
        return _ACTIONS[arguments.action]()


def _register_files() -> None:
    from motcua.blocks.documents.api import reseal_files
    from motcua.blocks.privacy.api import register_sealed_store

    def reseal(limit: int) -> tuple[int, int]:
        report = reseal_files(limit)
        return report.done, report.left

    register_sealed_store("files", reseal)


def _list() -> int:
    from motcua.blocks.privacy.api import key_numbers

    *old, primary = key_numbers()
    print(f"Khóa đang dùng: {primary}. Khóa cũ: {', '.join(map(str, old)) or 'không có'}.")
    return 0


def _rotate() -> int:
    from motcua.blocks.privacy.api import rotate_keys
    from motcua.kernel import clock

    print(f"Khóa mới: {rotate_keys(clock.now())}. Hãy sao lưu ngay: bản sao lưu cũ không có khóa này.")
    return _reseal()


def _reseal() -> int:
    from motcua.blocks.privacy.api import reseal
    from motcua.kernel import clock

    report = reseal(clock.now())
    print(f"Đã mã hóa lại {sum(report.done.values())} chỗ, còn {report.left} chỗ dùng khóa cũ.")
    for place, count in report.broken.items():
        print(f"  {place}: {count} chỗ không khóa nào mở được.")
    return 1 if report.left else 0


def _retire() -> int:
    from motcua.blocks.privacy.api import retire_idle_keys
    from motcua.kernel import clock
    from motcua.kernel.errors import Conflict

    try:
        retired = retire_idle_keys(clock.now())
    except Conflict as refused:
        print(refused.message)
        return 1
    print(f"Đã bỏ khóa: {', '.join(map(str, retired)) or 'không có khóa cũ nào'}.")
    return 0


_ACTIONS = {"list": _list, "rotate": _rotate, "reseal": _reseal, "retire": _retire}
