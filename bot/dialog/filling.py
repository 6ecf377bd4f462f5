"""What is known of a form in the middle: the step is the first question without an answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialog.drafts import Drafts
from bot.dialog.flow import Flow, Question
from bot.dialog.turn import Answers, Turn

ASIDE = "_aside"  # what was said in the middle and not taken, in case it was meant as the answer
EDITING = "_editing"  # the key of the item that 修改 N is about
VOICES = "_voices"  # attachment ids of what was spoken into the form
ROUND = "_round"  # of a form that repeats: how many are recorded, and which answers were carried over


def resting(answers: Answers) -> bool:
    """Whether this is the empty next form of a round: nobody would miss it."""
    told = {key for key in answers if not key.startswith("_")}
    return ROUND in answers and told <= set(answers[ROUND]["carried"])


@dataclass(frozen=True)
class Filling:
    """The answers so far, and what they leave to ask."""

    flow: Flow
    turn: Turn
    drafts: Drafts
    answers: Answers

    def questions(self) -> list[Question]:
        return list(self.flow.questions(self.turn, self.answers))

    def current(self) -> Question | None:
        """The one being edited, else the first question without an answer; None: the card."""
        questions = self.questions()
        filled = self._filled(questions)
        edited = next((q for q in questions if q.key == self.answers.get(EDITING)), None)
        return edited or next((q for q in questions if not q.quiet and not q.answered(filled)), None)

    def filled(self) -> Answers:
        """The answers, and the defaults of what nobody asked for."""
        return self._filled(self.questions())

    def _filled(self, questions: list[Question]) -> Answers:
        defaults = {q.key: q.default for q in questions if q.default is not None}
        return {**defaults, **self.answers}

    def _shown(self) -> list[Question]:
        questions = self.questions()
        filled = self._filled(questions)
        return [q for q in questions if (q.quiet or q.answered(filled)) and not q.private]
