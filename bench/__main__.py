"""``make bench``: the first benchmarks, each beside what it is compared with, in one run."""

from __future__ import annotations

import subprocess
import sys

# the larger ones take their time: python -m bench.retrieval --sizes 1700 23500 250000
# a million pushes or entries, too: python -m bench.outbox --full, python -m bench.ledger --full,
# and the desk over 100,000 entries: python -m bench.console
BENCHES = (
    ("bench.callback", "--rounds", "1"),
    ("bench.retrieval", "--sizes", "1700"),
    ("bench.outbox", "1000", "10000"),
    ("bench.ledger", "--rounds", "10"),
    ("bench.console", "--entries", "10000", "--rounds", "5"),
)


def main() -> None:
    failed = [
        bench[0]
        for bench in BENCHES
        if subprocess.run([sys.executable, "-m", *bench], check=False).returncode
    ]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
