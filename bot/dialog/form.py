"""Filling one form: which question is next, what an answer does, the control words, the summary card."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from bot.dialog import words
from bot.dialog.drafts import PAUSED
from bot.dialog.filling import ASIDE, EDITING, ROUND, VOICES, Filling, resting
from bot.dialog.flow import AskAgain, NotAnAnswer, Question, Unfinished
from bot.dialog.readers import PhotosReader
from bot.dialog.turn import Answers
from bot.messages import Choice, Kind, Reply
from bot.texts import dialog as texts


@dataclass(frozen=True)
class Form(Filling):
    """One draft of one flow, in one turn."""

    def ask(self, before: str = "") -> Reply:
        """Ask the current question, or show the card, or finish."""
        question = self.current()
        if question is None:
            return self._card(before) if self.flow.confirm and self.questions() else self.finish()
        self.drafts.save(self.flow.name, self.answers)
        lines = [before, question.ask + (texts.optional_hint(question.ask) if question.optional else "")]
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
        self.answers.pop(EDITING, None)
        self.answers[question.key] = value
        return self.ask()

    def _control(self) -> Reply | None:
        if self.turn.incoming.kind is not Kind.TEXT:
            return None
        said = words.squeezed(self.turn.text)
        if self.flow.repeat is not None and said in words.END and resting(self.answers):
            self.drafts.drop(self.flow.name)
            return self.flow.repeat.ended(self.turn, self.answers[ROUND]["count"])
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
        question = self.current() if said in words.SKIP else None
        if question is None:
            return None
        if not question.optional:
            # "没有" may be a real answer to a question that wants text; only the plain word is a request.
            return self.ask(texts.CANNOT_SKIP) if said == "跳过" else None
        if question.key not in self.answers:
            self.answers[question.key] = None
            self.answers.pop(EDITING, None)
            return self.ask()
        return None  # photos already sent: the reader ends the list

    def _back(self) -> Reply:
        self.answers.pop(EDITING, None)
        done = [q for q in self.questions() if q.key in self.answers and not q.quiet]
        if not done:
            return self.ask(texts.NOTHING_BEFORE)
        self.answers.pop(done[-1].key)
        return self.ask()

    def _edit(self, number: int) -> Reply:
        shown = self._shown()
        if not 1 <= number <= len(shown):
            return self.ask(texts.no_such_item(number))
        self.answers[EDITING] = shown[number - 1].key
        self.answers.pop(shown[number - 1].key, None)
        return self.ask()

    def _card(self, before: str) -> Reply:
        self.drafts.save(self.flow.name, self.answers)
        lines = [before] if before else []
        lines.append(f"【{self.flow.title}】{texts.PLEASE_CONFIRM}")
        filled = self.filled()
        for number, question in enumerate(self._shown(), start=1):
            value = filled.get(question.key)
            empty = texts.NO_PHOTOS if isinstance(question.reader, PhotosReader) else texts.NOTHING
            shown = empty if value is None else question.reader.show(self.turn, value)
            lines.append(f"{number}. {question.label}:{shown}")
        if self.flow.note is not None and (note := self.flow.note(self.turn, filled)):
            lines.append(note)
        lines.append(texts.HOW_TO_CONFIRM)
        choices = (
            Choice(texts.CHOICE_CONFIRM, texts.CHOICE_CONFIRM),
            Choice(texts.CHOICE_CANCEL, texts.CHOICE_CANCEL),
        )
        return Reply("\n".join(lines), choices)

    def _confirm(self) -> Reply:
        if words.squeezed(self.turn.text) in words.CONFIRM:
            return self.finish()
        if self.turn.incoming.kind is Kind.IMAGE and (added := self._add_photo()) is not None:
            return added
        return self._card(texts.NOT_UNDERSTOOD_ON_CARD)

    def _add_photo(self) -> Reply | None:
        """A photo sent while the card is open goes to the form, if the form has a place for photos."""
        place = next((q for q in self.questions() if q.quiet and q.reader.accepts(self.turn.incoming)), None)
        if place is None:
            return None
        try:
            value = place.reader.read(self.turn, self.answers.get(place.key))
        except NotAnAnswer as refusal:
            return self._card(refusal.text)
        kept = value.value if isinstance(value, Unfinished) else value
        self.answers[place.key] = {**kept, "done": True}
        self.drafts.save(self.flow.name, self.answers)
        return Reply(texts.photo_on_card(len(kept["ids"])))

    def finish(self) -> Reply:
        questions = self.questions()
        asked = {question.key for question in questions}  # an edited choice leaves answers behind
        answers = {key: value for key, value in self._filled(questions).items() if key in asked}
        self.turn.ledger.evidence = tuple(self.answers.get(VOICES, ()))
        try:
            reply = self.flow.finish(self.turn, answers)
        except AskAgain as again:
            self.answers.pop(again.key, None)
            return self.ask(again.text)
        if self.flow.repeat is None:
            self.drafts.drop(self.flow.name)
            return reply
        return self._next_round(reply, self.flow.repeat.carry(answers))

    def _next_round(self, reply: Reply, carried: Answers) -> Reply:
        count = self.answers.get(ROUND, {"count": 0})["count"] + 1
        answers = {**carried, ROUND: {"count": count, "carried": sorted(carried)}}
        again = dataclasses.replace(self, answers=answers).ask()
        return dataclasses.replace(again, text=f"{reply.text}\n{again.text}")
