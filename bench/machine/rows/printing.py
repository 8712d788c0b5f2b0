"""Row 6: form 01 with its QR code per core-second, in one process."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, cast

from bench.machine.cells import interleave
from bench.machine.run import Run
from bench.report import scaled
from motcua.blocks.documents import typesetting
from motcua.casework.notices import printing
from motcua.casework.notices.rules.forms import (
    Form01,
    Office,
    Party,
    Procedure,
    ReceivedPaper,
    form_name,
    sheet,
)

GOAL = 100
_COUNT = 60
_AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def measure(run: Run) -> None:
    """Print form 01, each for another dossier; the reference is the compiler with everything laid ready."""
    count = scaled(_COUNT, least=20)
    _rate(_product, 10)
    product, typst = interleave(
        run.calibration,
        {
            "form 01, product": partial(_rate, _product, count),
            "form 01, typst alone": partial(_rate, _typst_alone(count + 1), count),
        },
    ).values()
    run.report.add(
        "6",
        "receipt PDF with QR per core-second",
        round(product.value),
        "1/core-s",
        bar=f">= {GOAL}",
        holds=product.value >= GOAL,
        reference=f"typst alone {typst.value:.0f}{typst.mark}{product.mark}",
    )


def _form(number: int) -> Form01:
    office = Office(
        "Ủy ban nhân dân Xã Ba Tô", "Trung tâm Phục vụ hành chính công Xã Ba Tô",
        "Trung tâm Phục vụ hành chính công Xã Ba Tô", "Ba Tô", "Thôn Mang Lùng", "0255 3500 100", "ba-to.example.vn",
    )  # fmt: skip
    code = f"H48.53.01-261120-{number:04d}"
    party = Party("Nguyễn Văn An", "Số 12 đường Phạm Kiệt, xã Ba Tô", "0905123401", "", "051090004521")
    return Form01(
        name=form_name("tt03-2025", "01"),
        office=office,
        number=code,
        issued_at=_AT,
        lookup_url=f"https://ba-to.example.vn/tra-cuu/{code}/K7CD/",
        lookup_secret="K7CD",
        submitter=party,
        channel="local_portal",
        owner=party,
        procedure=Procedure("1.001193", "Đăng ký khai sinh"),
        papers=(
            ReceivedPaper("Tờ khai đăng ký khai sinh", "electronic", 1),
            ReceivedPaper("Giấy chứng sinh", "electronic", 1),
        ),
        term="trong ngày; tiếp nhận sau 15:00 thì trả trong ngày làm việc tiếp theo",
        received_at=_AT,
        due_at=_AT,
        return_method="electronic",
        return_place="Cổng dịch vụ công của xã",
        receiver="Phạm Thị Dung",
    )


def _product(number: int) -> None:
    assert printing.print_form(_form(number), created_at=_AT).startswith(b"%PDF")


def _typst_alone(count: int) -> Callable[[int], None]:
    """Return what only calls the compiler: data and QR code of each form are built before."""
    layouts = typesetting._layouts()
    laid = []
    for number in range(count):
        form = _form(number)
        texts = {
            "main.typ": printing._template(form).read_bytes(),
            "data.json": json.dumps(sheet(form), ensure_ascii=False).encode(),
            **layouts,
            **{f"files/{name}": content for name, content in printing._files(form).items()},
        }
        laid.append(texts)
    compiler = typesetting._bench().compiler

    def compile_one(number: int) -> None:
        assert compiler.compile(input=cast(Any, laid[number]), format="pdf", timestamp=int(_AT.timestamp()))

    return compile_one


def _rate(work: Callable[[int], None], count: int) -> float:
    """Return papers per second of this process's time, all its threads counted."""
    began = time.process_time()
    for number in range(count):
        work(number)
    return count / (time.process_time() - began)
