"""A worker process of the tests: `python engine_worker.py URL EXECUTOR LOG [ADOPTED]` works until it is killed.

Every step writes a line to LOG when it is finished, so that a test can tell which were run twice.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kilas.pipeline import engine

STEPS = 6
LOG = Path()


@engine.step("one step")
def one(name: str, number: int) -> str:
    time.sleep(0.05)
    with LOG.open("a") as file:
        file.write(f"{name} {number}\n")
    return f"{name}-{number}"


@engine.workflow("many steps")
def many(name: str) -> list[str]:
    return [one(name, number) for number in range(STEPS)]


def main(url: str, executor: str, log: str, adopted: str = "") -> None:
    global LOG
    LOG = Path(log)
    engine.start(url, executor, at_once=4)
    print("ready", flush=True)
    if adopted:
        print(engine.adopt(adopted), flush=True)
    while True:
        time.sleep(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
