"""Row 4: from the start of the web process to the first page, with the database running."""

from functools import partial

from bench.machine import servers
from bench.machine.cells import interleave
from bench.machine.run import Run

GOAL = 1.5


def measure(run: Run) -> None:
    """Start the product and the bare Django in turn."""
    _product(run)  # Compiles what a first start compiles.
    _bare(run)
    cells = {"start s, product": partial(_product, run), "start s, bare Django": partial(_bare, run)}
    product, bare = interleave(run.calibration, cells).values()
    run.report.add(
        "4",
        "start to first page, database running",
        round(product.value, 2),
        "s",
        bar=f"<= {GOAL} s",
        holds=product.value <= GOAL,
        reference=f"bare Django {bare.value:.2f} s{bare.mark}{product.mark}",
    )


def _product(run: Run) -> float:
    with servers.product(run.stage) as web:
        return servers.await_page(web)


def _bare(run: Run) -> float:
    with servers.bare(run.stage) as web:
        return servers.await_page(web)
