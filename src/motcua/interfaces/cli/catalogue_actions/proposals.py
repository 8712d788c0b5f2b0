"""`motcua catalogue proposals`: review the catalogue, read what is proposed, accept or refuse it."""

import argparse
import json
from uuid import UUID

from motcua.interfaces.cli.catalogue_actions.deciding import day

HELP = "rà soát danh mục; xem, chấp thuận hoặc bác đề xuất sửa"


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do with proposals."""
    what = parser.add_subparsers(dest="what", metavar="việc", required=True)
    what.add_parser("review", help="rà soát: giấy tờ tra được trong dữ liệu, mức độ theo danh sách")
    shown = what.add_parser("list", help="liệt kê đề xuất đang chờ")
    shown.add_argument("--json", action="store_true")
    for name, text in (("accept", "chấp thuận: thành phiên bản mới"), ("refuse", "bác; không đề xuất lại")):
        one = what.add_parser(name, help=text)
        one.add_argument("proposal", type=UUID, metavar="MÃ_ĐỀ_XUẤT")
        one.add_argument("--by", required=True, metavar="NGƯỜI", help="người quyết định")
        if name == "accept":
            one.add_argument(
                "--from", dest="begins", type=day, metavar="NGÀY", help="ngày có hiệu lực (hôm nay)"
            )


def run(arguments: argparse.Namespace) -> int:
    """Do it."""
    from motcua.casework.catalogue import api as catalogue
    from motcua.kernel import clock

    now = clock.now()
    today = clock.local_date(now)
    if arguments.what == "review":
        print(
            f"{catalogue.review_catalogue(today, now)} đề xuất mới; xem bằng «motcua catalogue proposals list»."
        )
    elif arguments.what == "list":
        _list(as_json=arguments.json)
    elif arguments.what == "accept":
        begins = arguments.begins or today
        catalogue.accept_proposal(arguments.proposal, by=arguments.by, on=begins, now=now)
        print(f"Đã chấp thuận, có hiệu lực từ {begins:%d/%m/%Y}.")
    else:
        catalogue.refuse_proposal(arguments.proposal, by=arguments.by, now=now)
        print("Đã bác đề xuất.")
    return 0


def _list(*, as_json: bool) -> None:
    from motcua.casework.catalogue import api as catalogue

    found = catalogue.list_proposals()
    if as_json:
        print(json.dumps([vars(one) for one in found], ensure_ascii=False, indent=1, default=str))
        return
    for one in found:
        print(f"{one.id}  {one.code}  {one.path}: {one.current} → {one.proposed}\n    {one.reason}")
    print(f"{len(found)} đề xuất đang chờ.")
