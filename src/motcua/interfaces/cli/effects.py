"""`motcua effects`: see what could not be done after a change was committed, and try it again."""

import argparse
from uuid import UUID

from motcua.interfaces.cli import installation

HELP = "Việc chạy sau (giấy tờ, tin nhắn, ký số): xem việc chưa xong và cho chạy lại."


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    actions = parser.add_subparsers(dest="action", metavar="việc", required=True)
    actions.add_parser("list", help="liệt kê việc chưa xong, số lần thử và lỗi cuối")
    retry = actions.add_parser("retry", help="cho chạy lại; không ghi mã thì chạy lại tất cả việc chưa xong")
    retry.add_argument("event", nargs="?", type=UUID, help="mã sự kiện in ra ở lệnh list")


def run(arguments: argparse.Namespace) -> int:
    """List or retry; exit code 1 when the list is not empty."""
    with installation.opened():
        return _retry(arguments.event) if arguments.action == "retry" else _list()


def _list() -> int:
    from motcua.kernel import jobs

    found = [run for commune_id in _communes() for run in jobs.open_runs(commune_id)]
    for one in found:
        print(
            f"{one.event_id}  {one.handler}  {one.state}  {one.attempts} lần"
            f"  {one.updated_at:%d/%m/%Y %H:%M}  {one.last_error}"
        )
    print(f"{len(found)} việc chưa xong.")
    return int(bool(found))


def _retry(event: UUID | None) -> int:
    from motcua.kernel import jobs

    count = 0
    for commune_id in _communes():
        for one in jobs.open_runs(commune_id):
            if event in (None, one.event_id):
                jobs.retry_effect(commune_id, one.event_id, one.handler)
                count += 1
    print(f"Đã xếp {count} việc để chạy lại." if count else "Không có việc nào khớp.")
    return 0 if count else 1


def _communes() -> list[int]:
    from motcua.kernel.communes import all_communes

    return all_communes()
