"""Filling one form: which question is next, what an answer does, the control words, the summary card."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialog import words
from bot.dialog.drafts import PAUSED, Drafts
from bot.dialog.flow import AskAgain, Flow, NotAnAnswer, Question, Unfinished
from bot.dialog.turn import Answers, Turn
from bot.messages import Choice, Kind, Reply
from bot.texts import dialog as texts

ASIDE = "_aside"  # what was said in the middle and not taken, in case it was meant as the answer


@dataclass(frozen=True)
class Form:
    """One draft of one flow, in one turn."""

    flow: Flow
    turn: Turn
    drafts: Drafts
    answers: Answers

    def questions(self) -> list[Question]:
        return list(self.flow.questions(self.turn, self.answers))

    def current(self) -> Question | None:
        """The first question without an answer; None: the card."""
        return next((q for q in self.questions() if not q.answered(self.answers)), None)

    def ask(self, before: str = "") -> Reply:
        """Ask the current question, or show the card, or finish."""
        question = self.current()
        if question is None:
            return self._card(before) if self.flow.confirm else self.finish()
        self.drafts.save(self.flow.name, self.answers)
        lines = [before, question.ask + (texts.optional_hint() if question.optional else "")]
        return Reply("\n".join(line for line in lines if line), question.reader.choices(self.turn))

    def take(self) -> Reply:
        """What was sent, as a control word, a confirmation or an answer."""
        control = self._control()
        if control is not None:
            return control
        question = self.current()
        if question is None:
            return self._confirm()
        if not question.reader.accepts(self.turn.incoming):
            return self.ask(texts.WRONG_KIND.get(self.turn.incoming.kind, texts.NEED_TEXT))
        return self._answer(question)

    def _answer(self, question: Question) -> Reply:
        try:
            value = question.reader.read(self.turn, self.answers.get(question.key))
        except NotAnAnswer as refusal:
            if question.optional and words.squeezed(self.turn.text) in words.SKIP:
                value = None
            else:
                return self.ask(refusal.text)
        if isinstance(value, Unfinished):
            self.answers[question.key] = value.value
            self.drafts.save(self.flow.name, self.answers)
            return Reply(value.text)
        self.answers.pop(ASIDE, None)
        self.answers[question.key] = value
        return self.ask()

    def _control(self) -> Reply | None:
        if self.turn.incoming.kind is not Kind.TEXT:
            return None
        said = words.squeezed(self.turn.text)
        number = words.edit_number(self.turn.text)
        if number is not None:
            return self._edit(number)
        if said in words.CANCEL:
            self.drafts.drop(self.flow.name)
            self.turn.ledger.drop_loose_photos(self.turn.incoming)
            return Reply(texts.CANCELLED)
        if said in words.BACK:
            return self._back()
        if said in words.LATER:
            self.drafts.save(self.flow.name, self.answers, PAUSED)
            return Reply(texts.kept_for_later(self.flow.title))
        if said in words.HELP:
            return self.ask(texts.WORDS_HELP)
        if said in words.MORE:
            return self.ask()
        return self._skip(said)

    def _skip(self, said: str) -> Reply | None:
        question = self.current()
        if question is None or said not in words.SKIP:
            return None
        if not question.optional:
            # "没有" may be a real answer to a question that wants text; only the plain word is a request.
            return self.ask(texts.CANNOT_SKIP) if said == "跳过" else None
        if question.key not in self.answers:
            self.answers[question.key] = None
            return self.ask()
        return None  # photos already sent: the reader ends the list

    def _back(self) -> Reply:
        done = [q for q in self.questions() if q.key in self.answers]
        if not done:
            return self.ask(texts.NOTHING_BEFORE)
        self.answers.pop(done[-1].key)
        return self.ask()

    def _edit(self, number: int) -> Reply:
        shown = self._shown()
        if not 1 <= number <= len(shown):
            return self.ask(texts.no_such_item(number))
        self.answers.pop(shown[number - 1].key)
        return self.ask()

    def _shown(self) -> list[Question]:
        return [q for q in self.questions() if q.answered(self.answers) and not q.private]

    def _card(self, before: str) -> Reply:
        self.drafts.save(self.flow.name, self.answers)
        lines = [before] if before else []
        lines.append(f"【{self.flow.title}】{texts.PLEASE_CONFIRM}")
        for number, question in enumerate(self._shown(), start=1):
            value = self.answers[question.key]
            shown = texts.NOTHING if value is None else question.reader.show(self.turn, value)
            lines.append(f"{number}. {question.label}:{shown}")
        lines.append(texts.HOW_TO_CONFIRM)
        choices = (
            Choice(texts.CHOICE_CONFIRM, texts.CHOICE_CONFIRM),
            Choice(texts.CHOICE_CANCEL, texts.CHOICE_CANCEL),
        )
        return Reply("\n".join(lines), choices)

    def _confirm(self) -> Reply:
        if words.squeezed(self.turn.text) in words.CONFIRM:
            return self.finish()
        return self._card(texts.NOT_UNDERSTOOD_ON_CARD)

    def finish(self) -> Reply:
        asked = {question.key for question in self.questions()}  # an edited choice leaves answers behind
        answers = {key: value for key, value in self.answers.items() if key in asked}
        try:
            reply = self.flow.finish(self.turn, answers)
        except AskAgain as again:
            self.answers.pop(again.key, None)
            return self.ask(again.text)
        self.drafts.drop(self.flow.name)
        return reply
