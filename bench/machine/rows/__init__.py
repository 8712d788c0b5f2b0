"""One module a row of the bars. Each has `measure(run) -> list[dict]`."""
