"""``make bench``: the first benchmarks, each beside what it is compared with, in one run."""

from __future__ import annotations

import subprocess
import sys

BENCHES = ("bench.callback", "bench.retrieval")


def main() -> None:
    failed = [
        name for name in BENCHES if subprocess.run([sys.executable, "-m", name], check=False).returncode
    ]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
