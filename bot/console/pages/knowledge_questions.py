"""Trying a question and seeing why; the questions nothing answered, and the answers the office writes."""

from __future__ import annotations

from starlette.responses import Response

from bot.console.access import LIBRARY, LOOK, WORK
from bot.console.desk import Desk, NotFound
from bot.console.listing import Listing
from bot.console.routing import Pages
from bot.errors import Refused
from bot.ledger import gaps
from bot.texts import console_library as texts

PAGES = Pages("library")
TRY = "/desk/library/try"
QUESTIONS = "/desk/library/questions"
NEW = "/desk/library/answers/new"
QUESTION_CHARS = 300
TITLE_CHARS = (4, 60)


@PAGES.get(TRY, may=LIBRARY)
def try_question(desk: Desk) -> Response:
    """Asked as the chat would, but neither a gap nor a conversation is kept of it."""
    question = desk.query.get("q", "").strip()[:QUESTION_CHARS]
    tried = desk.rooms.library.tried(question, desk.today) if question else None
    return desk.page("library_try.html", question=question, it=tried, most=QUESTION_CHARS)


@PAGES.get(QUESTIONS, may=LOOK, shows="questions")
def open_questions(desk: Desk) -> Response:
    listing = Listing(desk, QUESTIONS, {}, "")
    with desk.database.read() as connection:
        listing.total = gaps.count_open(connection, desk.township_id)
        rows = gaps.open_questions(connection, desk.township_id, listing.per_page, listing.offset)
    return desk.page("library_questions.html", rows=rows, listing=listing)


@PAGES.get(NEW, may=WORK, shows="questions")
def ask_answer(desk: Desk) -> Response:
    gap_id, question = desk.query.get("question", "")[:24], desk.query.get("title", "").strip()
    if gap_id:
        with desk.database.read() as connection:
            row = gaps.find_open(connection, desk.township_id, gap_id)
        if row is None:
            raise NotFound
        question = row.question
    return _form(
        desk, {"gap": gap_id, "title": question[: TITLE_CHARS[1]], "text": "", "origin": ""}, question
    )


@PAGES.post("/desk/library/answers", may=WORK, shows="questions")
def write_answer(desk: Desk) -> Response:
    """An answer without a source is not taken: the source is the answer."""
    given = {
        "gap": desk.field("gap", most=24),
        "title": desk.field("title", most=200),
        "text": desk.field("text", most=5000),
        "origin": desk.field("origin", most=200),
    }
    if not TITLE_CHARS[0] <= len(given["title"]) <= TITLE_CHARS[1]:
        return _form(desk, given, "", texts.NOTE_TITLE)
    if not given["text"] or not given["origin"]:
        return _form(desk, given, "", texts.NOTE_NEEDED)
    question = given["title"]
    if given["gap"]:
        with desk.database.read() as connection:
            row = gaps.find_open(connection, desk.township_id, given["gap"])
        if row is None:
            raise NotFound
        question = row.question
    issuer = desk.settings.office.name
    try:
        made = desk.rooms.library.write_note(
            given["title"], given["text"], given["origin"], desk.today, issuer
        )
    except Refused as refused:
        return _form(desk, given, question, refused.text)
    with desk.database.write() as connection:
        if given["gap"]:
            gaps.close(connection, desk.township_id, given["gap"], desk.now)
        desk.audit(connection, "note_write", f"document:{made}", given["gap"])
    return desk.go(TRY, texts.NOTE_DONE, q=question[:QUESTION_CHARS])


def _form(desk: Desk, given: dict[str, str], question: str, error: str = "") -> Response:
    status = 400 if error else 200
    return desk.page("library_answer.html", status=status, it=given, question=question, error=error)
