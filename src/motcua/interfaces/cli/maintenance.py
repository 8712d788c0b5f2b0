"""`motcua maintenance`: tell on every page that the service will be, or is being, worked on."""

import argparse
from datetime import datetime
from uuid import UUID

from motcua.interfaces.cli import installation

HELP = "Thông báo bảo trì trên mọi trang: đặt, xem, gỡ."


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    parser.add_argument("--commune", default="", help="mã đơn vị hành chính; bỏ trống là mọi xã, phường")
    actions = parser.add_subparsers(dest="action", metavar="việc", required=True)
    announce = actions.add_parser("set", help="đặt thông báo; hiện từ lúc đặt đến giờ kết thúc")
    announce.add_argument("--from", dest="starts", required=True, type=_moment, help="2026-11-25T22:00")
    announce.add_argument("--to", dest="ends", required=True, type=_moment, help="2026-11-26T02:00")
    announce.add_argument("--text", required=True, help="nội dung, ví dụ: Nâng cấp máy chủ.")
    actions.add_parser("list", help="liệt kê thông báo đang hiện")
    clear = actions.add_parser("clear", help="gỡ thông báo; không ghi mã thì gỡ tất cả")
    clear.add_argument("id", nargs="?", type=UUID, help="mã in ra ở lệnh list")


def run(arguments: argparse.Namespace) -> int:
    """Set, list or clear; exit code 1 when nothing fits, 2 when what was given is refused."""
    with installation.opened():
        return _ACTIONS[arguments.action](arguments)


def _moment(text: str) -> datetime:
    """Return a moment; without a zone it is the hour in Vietnam."""
    from motcua.kernel.clock import VIETNAM

    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)


def _communes(code: str) -> list[int]:
    from motcua.blocks.organisation import api as organisation

    found = [organisation.get_commune(one) for one in organisation.all_commune_ids()]
    return [one.id for one in found if code in ("", one.code)]


def _set(arguments: argparse.Namespace) -> int:
    from motcua.blocks.organisation import api as organisation
    from motcua.kernel import clock
    from motcua.kernel.actors import system
    from motcua.kernel.errors import InvalidInput

    communes = _communes(arguments.commune)
    try:
        for one in communes:
            organisation.announce_maintenance(
                system(one), arguments.text, arguments.starts, arguments.ends, now=clock.now()
            )
    except InvalidInput as refused:
        print("\n".join(refused.errors.values()))
        return 2
    print(f"Đã đặt thông báo ở {len(communes)} xã, phường." if communes else "Không có xã, phường nào khớp.")
    return 0 if communes else 1


def _list(arguments: argparse.Namespace) -> int:
    from motcua.blocks.organisation import api as organisation
    from motcua.kernel import clock

    found = 0
    for commune_id in _communes(arguments.commune):
        for one in organisation.list_maintenance(commune_id, clock.now()):
            found += 1
            starts, ends = (clock.local(at).strftime("%H:%M %d/%m/%Y") for at in (one.starts_at, one.ends_at))
            print(
                f"{one.id}  {organisation.get_commune(commune_id).display_name}  {starts} - {ends}  {one.text}"
            )
    print(f"{found} thông báo.")
    return 0


def _clear(arguments: argparse.Namespace) -> int:
    from motcua.blocks.organisation import api as organisation
    from motcua.kernel import clock
    from motcua.kernel.actors import system

    count = 0
    for commune_id in _communes(arguments.commune):
        for one in organisation.list_maintenance(commune_id, clock.now()):
            if arguments.id in (None, one.id):
                organisation.cancel_maintenance(system(commune_id), one.id, now=clock.now())
                count += 1
    print(f"Đã gỡ {count} thông báo." if count else "Không có thông báo nào khớp.")
    return 0 if count else 1


_ACTIONS = {"set": _set, "list": _list, "clear": _clear}
