"""``renda ask``: one answer on the terminal, as JSON, or a whole file of questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track

from bot.clock import system_clock
from bot.entry.commands.kb import ready
from bot.entry.house import open_database
from bot.entry.shelf import model_of, open_knowledge
from bot.errors import Refused
from bot.settings import Settings, load_settings
from bot.texts.commands import STILL_READING
from knowledge.chat import answer_text
from knowledge.model.rephrase import Rephraser
from knowledge.records import Answer
from knowledge.shelf import NotOnShelf


def ask(
    question: Annotated[str, typer.Argument(help="要问的问题")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    batch: Annotated[
        Path | None, typer.Option("--batch", help='一行一个问题的 JSONL 文件({"id", "question"})')
    ] = None,
    model_too: Annotated[
        bool, typer.Option("--model/--no-model", help="设置了 llm.base_url 时,要不要模型用白话说一遍")
    ] = True,
) -> None:
    """问一个问题,或者用 --batch 一次问一个文件里的所有问题。"""
    if not question and batch is None:
        raise Refused('请写上要问的问题,例如:renda ask "乡镇人代会一年开几次?"')
    lines = _lines(batch) if batch is not None else []
    settings = load_settings()
    model = _model(settings) if model_too else None
    if batch is None:
        answer = _at_once(settings, model, question)
        typer.echo(answer.json_line() if as_json else answer_text(answer))
        return
    with ready(settings, vectors="packed", model=model) as knowledge:
        for line in track(lines, description="作答", console=Console(stderr=True)):
            typer.echo(knowledge.ask(line["question"]).json_line(id=line.get("id")))


def _at_once(settings: Settings, model: Rephraser | None, question: str) -> Answer:
    """An answer as soon as a township's questions can be answered; what finds none waits for all laws.

    On a first start over all statutes that is ten seconds instead of fifty; the next command goes on with
    the index where this one left it.
    """
    knowledge = open_knowledge(settings, model)
    try:
        knowledge.start_background_build("none")
        answer = knowledge.ask(question)
        if answer.refused and knowledge.building:
            typer.echo(STILL_READING, err=True)
            knowledge.wait_for_build()
            answer = knowledge.ask(question)
        return answer
    except NotOnShelf as reason:
        raise Refused(str(reason)) from reason
    finally:
        knowledge.close()


def _model(settings: Settings) -> Rephraser | None:
    """The same model as the chat's, with the roster's names masked in the same way."""
    return model_of(settings, open_database(settings), system_clock) if settings.llm.base_url else None


def _lines(path: Path) -> list[dict[str, Any]]:
    """The questions of a file; a bad line is named by its number."""
    if not path.is_file():
        raise Refused(f"找不到文件 {path}。")
    found = []
    for number, text in enumerate(path.read_text("utf-8-sig").splitlines(), start=1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
            line["question"] = str(line["question"])
        except (ValueError, KeyError, TypeError) as error:
            raise Refused(f'{path} 第{number}行不是 {{"id", "question"}} 形式的 JSON。') from error
        found.append(line)
    return found
