"""How many messages a second the callback takes, beside a bare wechatpy echo on the same server stack.

    python -m bench.callback [--deputies 1200] [--rounds 3] [--connections 32] [--memory] [--data DIR]

One run has both servers work in turns and prints ratios; a number from another machine or another day says
nothing. Without ``--data`` (a folder whose index ``renda kb rebuild`` has built) the ask turn searches by
full text only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import tempfile
from pathlib import Path

from bench.callback_load import Run, open_loop
from bench.callback_town import CONNECTIONS, ROOT, Bench, Conversations, server

FORM = ("五个一", "1", "今天", "东街3组一户老人", "路灯坏了,晚上看不清路,盼早点修。", "跳过", "确认")
PLATFORM_LIMIT_SECONDS = 5
PARTS = 8  # of a round's conversations, each sent to both servers
WARM = [["帮助"], ["代表法第一条"], ["签到 A07"]] * 10  # the first question loads the statutes


def questions() -> list[str]:
    """The development questions where they are at hand, else article by article."""
    file = ROOT.parent / "shared" / "eval" / "dev_questions.jsonl"
    if file.is_file():
        return [json.loads(line)["question"] for line in file.read_text("utf-8").splitlines() if line]
    return [f"代表法第{number}条说了什么?" for number in range(1, 61)]


def turns(bench: Bench) -> dict[str, Conversations]:
    asked = questions()
    form_people = max(1, bench.deputies // 3)
    return {
        "check-in": [["签到 A07"] for _ in range(bench.deputies)],
        "form turn": [list(FORM) for _ in range(form_people)],
        "ask": [[question] for question in asked],
    }


def compare(rounds: int, deputies: int, connections: int, data: Path | None) -> None:
    """Both servers stand side by side and work in turns, a fraction of a second each.

    A machine that is slower for some seconds is so for both; the ratio is the median over the pairs.
    """
    pairs: dict[str, list[dict[str, Run]]] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(Path(folder), deputies, data)
            with server("echo", bench.file) as (echo, _), server("renda", bench.file) as (renda, _):
                measure_round(bench, {"echo": echo, "renda": renda}, connections, pairs)
    print_table(pairs)


def measure_round(
    bench: Bench, ports: dict[str, int], connections: int, pairs: dict[str, list[dict[str, Run]]]
) -> None:
    for port in ports.values():
        bench.measure(port, WARM)
    for name, texts in turns(bench).items():
        size = max(1, len(texts) // PARTS)
        for number, first in enumerate(range(0, len(texts), size)):
            part = texts[first : first + size]
            turn_about = sorted(ports, reverse=bool(number % 2))
            pair = {which: bench.measure(ports[which], part, first, connections) for which in turn_about}
            pairs.setdefault(name, []).append(pair)


def print_table(pairs: dict[str, list[dict[str, Run]]]) -> None:
    heads = "".join(f"{head:>9}" for head in ("p50 ms", "p95 ms", "p99 ms"))
    print(f"{'turn':<12}{'server':<8}{'msg/s':>8}{heads}{'ratio':>8}{'quarters':>14}{'wrong':>7}")
    for name, of in pairs.items():
        ratios = [pair["renda"].per_second / pair["echo"].per_second for pair in of]
        low, middle, high = statistics.quantiles(ratios, n=4)
        shown = {"echo": f"{1:>8.2f}{'':>14}", "renda": f"{middle:>8.2f}{low:>9.2f}-{high:.2f}"}
        for which in shown:
            runs = [pair[which] for pair in of]
            speed = statistics.median(run.per_second for run in runs)
            cells = [statistics.median(run.percentile(share) for run in runs) for share in (0.5, 0.95, 0.99)]
            row = "".join(f"{cell:>9.1f}" for cell in cells)
            print(f"{name:<12}{which:<8}{speed:>8.0f}{row}{shown[which]}{sum(run.wrong for run in runs):>7}")


def steady(deputies: int, data: Path | None) -> None:
    """100 messages a second for ten seconds, check-ins and forms mixed."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), deputies, data)
        with server("renda", bench.file) as (port, _pid):
            bench.measure(port, WARM)
            said = [["签到 A07"] if n % 2 else ["五个一"] for n in range(1000)]
            requests = [conversation[0] for conversation in bench.sealed(said)]
            run = asyncio.run(open_loop(port, requests, 100, CONNECTIONS))
    late = sum(latency > PLATFORM_LIMIT_SECONDS for latency in run.latencies)
    worst = max(run.latencies) * 1000
    print(f"\nat 100 msg/s: p50 {run.percentile(0.5):.1f} ms, p99 {run.percentile(0.99):.1f} ms, ", end="")
    print(f"worst {worst:.1f} ms; later than the platform's 5 s: {late} of {len(run.latencies)}")


def memory(deputies: int, data: Path | None) -> None:
    """Resident memory of the server after 10,000 and after 100,000 messages."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), deputies, data, limits={"burst_messages": 0})
        with server("renda", bench.file) as (port, pid):
            sizes, wrong = [], 0
            for thousand in range(1, 101):
                wrong += bench.measure(port, [["签到 A07"]] * 500 + [["我的履职"]] * 500).wrong
                if thousand in (10, 100):
                    sizes.append(resident_mb(pid))
    print(f"\nmemory: {sizes[0]:.0f} MB after 10,000, {sizes[1]:.0f} MB after 100,000 ", end="")
    print(f"({(sizes[1] / sizes[0] - 1) * 100:+.1f} %); without an answer: {wrong}")


def resident_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--deputies", type=int, default=1200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=CONNECTIONS, help="that wait at the same time")
    parser.add_argument("--memory", action="store_true", help="also 100,000 messages (some minutes)")
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    compare(options.rounds, options.deputies, options.connections, options.data)
    steady(options.deputies, options.data)
    if options.memory:
        memory(options.deputies, options.data)


if __name__ == "__main__":
    main()
