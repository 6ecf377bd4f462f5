"""The clerk's desk over 100,000 entries and 300 deputies: every page that a link leads to, timed.

    python -m bench.console                      the full size: some minutes to fill, once
    python -m bench.console --entries 5000 --rounds 3

Nothing is listed by hand: it begins at today's page as a clerk who also looks after accounts, and follows
links, a few of each kind; then come the searches, filters, orders and deep pages of ``console_cases``. Before
each timed request a deputy records something, so that nothing that was counted or found before can be used
as it is. Fails when a page's p95 is over 300 ms, a page sends 300 KB or more, or a page exists that no link
leads to. The processor's time stands beside: on a busy machine it is what can be compared.
"""

from __future__ import annotations

import argparse
import html
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from fastapi.testclient import TestClient

from bench.console_cases import addresses
from bench.console_links import DOWNLOAD, LINK, page_of, patterns
from bench.console_report import Seen, report
from bench.console_town import NOW, fill, one_more
from bot.console import account_changes, accounts, sessions
from bot.console.access import CLERK, TECHNICIAN
from bot.console.progress import count_ahead
from bot.console.serve import COOKIE
from bot.entry.app import app_of
from bot.entry.house import build
from bot.settings import Settings

OF_EACH_KIND = 8  # addresses that lead to the same page
NAME = "bench"
BEGIN = ("/desk/today", "/desk/menu", "/desk/account")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--entries", type=int, default=100_000)
    options.add_argument("--deputies", type=int, default=300)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--each", action="store_true", help="print each address with its slowest time")
    options.add_argument("--keep", type=Path, help="a folder to fill once and use again")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        house = build(Settings(data_dir=given.keep or Path(folder)), clock=lambda: NOW)
        began = time.perf_counter()
        with house.database.read() as connection:
            is_filled = accounts.exist(connection)
        if not is_filled:
            fill(house.database, given.entries, given.deputies)
        took = time.perf_counter() - began
        print(f"{given.entries} entries, {given.deputies} deputies: filled in {took:.0f} s")
        with house.database.write() as connection:
            known = accounts.named(connection, NAME)
            who = (
                known.id
                if known
                else account_changes.add(
                    connection,
                    name=NAME,
                    display_name="王专干",
                    roles=(CLERK, TECHNICIAN),
                    township_ids=["t1"],
                    password="a long password",
                    by="system",
                    now=NOW,
                    must_change=False,
                )
            )
            cookie = sessions.begin(connection, who, NOW)
        house.knowledge.ask("代表法第八条")  # opens the statutes; the server does so before the first visitor
        count_ahead(house.database, house.settings, NOW.year)  # and this
        client = TestClient(app_of(house, background=False), follow_redirects=False)
        client.cookies.set(COOKIE, cookie, path="/desk")
        seen = crawl(client)
        with house.database.read() as connection:
            further = list(addresses(connection))
        paths = patterns()
        for address in further:
            page = seen[page_of(address, paths)]
            if look(client, address, page) is None:
                sys.exit(f"no answer from {address}")
            page.addresses.append(address)
        for page in seen.values():
            page.warm = True
            for _ in range(given.rounds):
                for address in page.addresses:
                    one_more(house.database)
                    look(client, address, page)
        house.close()
    if given.each:
        for name, page in sorted(seen.items()):
            for number, address in enumerate(page.addresses):
                mine = page.times_ms[number :: len(page.addresses)]
                work = page.cpu_ms[number :: len(page.addresses)]
                print(
                    f"{max(mine, default=0):6.0f} ms, cpu {statistics.median(work):4.0f}  {name}  {address}"
                )
    sys.exit(report(seen))


def crawl(client: TestClient) -> dict[str, Seen]:
    """Follows links, always to the kind of page that was seen least."""
    known, seen = patterns(), defaultdict[str, Seen](Seen)
    waiting, met = [(address, page_of(address, known)) for address in BEGIN], set(BEGIN)
    while waiting:
        waiting.sort(key=lambda it: len(seen[it[1]].addresses))
        address, name = waiting.pop(0)
        if not name or DOWNLOAD.search(name) or len(seen[name].addresses) >= OF_EACH_KIND:
            continue
        text = look(client, address, seen[name])
        if text is None:
            continue
        seen[name].addresses.append(address)
        for found in LINK.findall(text):
            link = html.unescape(found)
            if link not in met:
                met.add(link)
                waiting.append((link, page_of(link, known)))
    return seen


def look(client: TestClient, address: str, page: Seen) -> str | None:
    """The page's text; None for what is none (a redirect, a file that does not exist)."""
    began, worked = time.perf_counter(), time.process_time()
    answer = client.get(address)
    elapsed, worked = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
    if answer.status_code != 200:
        return None
    page.kind = answer.headers.get("content-type", "").partition(";")[0]
    if page.warm:
        page.times_ms.append(elapsed)
        page.cpu_ms.append(worked)
    page.bytes = max(page.bytes, len(answer.content))
    return answer.text if page.kind == "text/html" else ""


if __name__ == "__main__":
    main()
