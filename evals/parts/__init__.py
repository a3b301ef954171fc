"""One module a part: `measure(fast) -> list[Measure]`."""
