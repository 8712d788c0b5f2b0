"""Take in the list of merged communes, in place of the one before."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from motcua.blocks.organisation.models import FormerCommune
from motcua.blocks.organisation.rules.former import core_of, read_mergers
from motcua.blocks.organisation.rules.place_names import province_key
from motcua.kernel.errors import InvalidInput

NOTHING = "Tệp không có dòng nào đọc được. Cần ba cột: tỉnh, xã mới, các xã cũ cách nhau dấu phẩy."


@dataclass(frozen=True)
class MergersImported:
    """What came in: communes of today, old names, and the lines that could not be read."""

    communes: int
    old_names: int
    refused: tuple[int, ...]


def import_mergers(lines: Iterable[str]) -> MergersImported:
    """Read a CSV file (heading; province, commune of today, old communes) and keep it in place of the list before.

    A file without any readable line changes nothing: InvalidInput. The same file again is harmless.
    """
    refused, mergers = [], []
    for number, found in read_mergers(lines):
        mergers += found
        refused += [] if found else [number]
    if not mergers:
        raise InvalidInput({"file": NOTHING}, NOTHING)
    rows = [
        FormerCommune(
            province=one.province, province_key=province_key(one.province), commune=one.commune,
            old_name=one.old_name, core=core_of(one.old_name or one.commune),
        )
        for one in mergers
    ]  # fmt: skip
    with transaction.atomic():
        FormerCommune.objects.all().delete()
        FormerCommune.objects.bulk_create(rows, batch_size=2000)
    old_names = sum(bool(one.old_name) for one in mergers)
    return MergersImported(len(mergers) - old_names, old_names, tuple(refused))
