"""Which flow a message belongs to. The order of the rules is the order of this file."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from bot.dialog import voice, words
from bot.dialog.directory import Directory
from bot.dialog.drafts import Draft, Drafts
from bot.dialog.filling import ASIDE, resting
from bot.dialog.flow import Flow
from bot.dialog.form import Form
from bot.dialog.menu import first_page
from bot.dialog.reading import Reading
from bot.dialog.starting import Starting
from bot.dialog.turn import Answers, Turn
from bot.messages import SILENCE, Kind, Reply
from bot.texts import dialog as texts
from bot.texts import identity as identity_texts

OFFER_AFTER = timedelta(
    hours=6
)  # a form left that long is offered again instead of taking "早上好" as an answer
PLATFORM_CODES = ("http://weixin.qq.com/", "https://weixin.qq.com/")
UNANSWERABLE = frozenset({Kind.NOTICE, Kind.OTHER})


@dataclass(frozen=True)
class Router:
    """All flows in menu order; ``fallback`` takes what no other wants, ``helper`` lists what can be done."""

    flows: Sequence[Flow]
    fallback: Flow
    helper: Flow

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.flows)

    @cached_property
    def _starting(self) -> Starting:
        return Starting(self.directory)

    def route(self, turn: Turn, drafts: Drafts, reading: Reading) -> Reply:
        """The answer to one message. Raises :class:`Refused` when the person may not do this."""
        kind = turn.incoming.kind
        if kind in UNANSWERABLE:
            return SILENCE
        if kind is Kind.UNFOLLOW:
            turn.identity.forget(turn.incoming, turn.now)
            return SILENCE
        if (said := voice.confirmed(turn)) is not None:
            reply = self.route(said, drafts, reading)
            voice.keep_with_new_form(turn, drafts)
            return reply
        if voice.heard_before(turn):  # something else: what was heard is forgotten
            turn = dataclasses.replace(turn, memory=None)
        active = drafts.active()
        if active is not None and resting(active.answers) and turn.now - active.updated_at > OFFER_AFTER:
            drafts.drop(active.flow)  # the empty next form of yesterday's round
            active = None
        spoken = voice.spoken(turn, drafts, self.directory.by_name(active.flow) if active else None)
        if spoken is not None:
            return spoken
        named = self.directory.named(turn, free=active is None)
        if active is not None and (flow := self.directory.by_name(active.flow)) is not None:
            return self._inside(turn, drafts, active, flow, named)
        if named is not None:
            return self._starting.start(turn, drafts, *named)
        return self._outside(turn, drafts, reading)

    def after_refusal(self, drafts: Drafts) -> None:
        """A form that nobody would miss does not stay open over a refusal: it would refuse for ever."""
        active = drafts.active()
        flow = self.directory.by_name(active.flow) if active is not None else None
        if flow is not None and flow.clears:
            drafts.drop(flow.name)

    # -- inside a form

    def _inside(
        self, turn: Turn, drafts: Drafts, draft: Draft, flow: Flow, named: tuple[Flow, Answers] | None
    ) -> Reply:
        form = Form(flow, turn, drafts, draft.answers)
        asked = form.current()
        if named is not None and asked is not None and asked.reader.claims(turn):
            return form.take()
        if named is not None and named[0] is self.helper and turn.incoming.kind is Kind.TEXT:
            return form.take()  # 帮助 inside a form is help with the form
        if named is not None and (named[0] is not flow or (flow.clears and named[1])):
            return self._starting.start(turn, drafts, *named)
        if words.squeezed(turn.text) in words.TAKE_IT and ASIDE in draft.answers:
            said = draft.answers.pop(ASIDE)
            again = dataclasses.replace(turn, incoming=dataclasses.replace(turn.incoming, text=said))
            return Form(flow, again, drafts, draft.answers).take()
        if turn.now - draft.updated_at > OFFER_AFTER and not self._is_control(turn):
            draft.answers[ASIDE] = turn.text
            return form.ask(texts.offer_draft(flow.title) + "\n" + texts.ASIDE_TAKE_IT)
        if words.is_procedure_question(turn.text) and form.current() is not None:
            return self._aside(turn, form)
        return form.take()

    def _aside(self, turn: Turn, form: Form) -> Reply:
        """A question about procedure in the middle: answered, then the form's question is asked again."""
        answer = self.fallback.finish(turn, {})
        form.answers[ASIDE] = turn.text
        again = form.ask(texts.ASIDE_DONE + texts.ASIDE_TAKE_IT)
        return Reply(f"{texts.shortened(answer.text)}\n{again.text}", again.choices, answer.memory)

    def _is_control(self, turn: Turn) -> bool:
        said = words.squeezed(turn.text)
        controls = words.CANCEL | words.BACK | words.LATER | words.MORE | words.HELP | words.CONFIRM
        return said in controls or words.edit_number(turn.text) is not None

    # -- outside

    def _outside(self, turn: Turn, drafts: Drafts, reading: Reading) -> Reply:
        if turn.incoming.kind is Kind.FOLLOW:
            return Reply(identity_texts.welcome(turn.settings.office.township, turn.person.name))
        if turn.incoming.kind is not Kind.TEXT:
            return self._stray(turn, drafts)
        said = words.squeezed(turn.text)
        if not said:
            return self._starting.offering(drafts, Reply(texts.EMPTY))
        if said in words.MORE:
            return self._resume(turn, drafts)
        if said in words.CANCEL:
            return self._cancel(drafts)
        number = words.chosen_number(turn.text)
        if number is not None and (reply := self._numbered(turn, drafts, reading, number)) is not None:
            return reply
        return self._starting.offering(drafts, self.fallback.finish(turn, {}))

    def _stray(self, turn: Turn, drafts: Drafts) -> Reply:
        text = texts.STRAY.get(turn.incoming.kind)
        if turn.incoming.scene.startswith(PLATFORM_CODES):  # by the menu's 扫一扫 we only get its address
            text = texts.PLATFORM_CODE
        if text is None:  # an unknown scan or menu key
            return self._starting.offering(drafts, self.helper.finish(turn, {}))
        return self._starting.offering(drafts, Reply(text))

    def _resume(self, turn: Turn, drafts: Drafts) -> Reply:
        paused = drafts.paused()
        flow = self.directory.by_name(paused.flow) if paused else None
        if paused is None or flow is None:
            return Reply(texts.NOT_KEPT_OPEN)
        self.directory.check(turn, flow)
        return Form(flow, turn, drafts, paused.answers).ask()

    def _cancel(self, drafts: Drafts) -> Reply:
        paused = drafts.paused()
        if paused is None:
            return Reply(texts.NOT_KEPT_OPEN)
        drafts.drop(paused.flow)
        return Reply(texts.CANCELLED)

    def _numbered(self, turn: Turn, drafts: Drafts, reading: Reading, number: int) -> Reply | None:
        """A bare number means what was offered last: a further source, else a line of the help."""
        memory = turn.memory
        if memory is not None and "menu" not in memory:
            answered = turn.answerer.more(memory, number)
            return None if answered is None else Reply(answered.text, memory=answered.memory)
        names = (
            memory["menu"] if memory is not None else [f.name for f in first_page(self.flows, turn.person)]
        )
        flow = self.directory.by_name(names[number - 1]) if 1 <= number <= len(names) else None
        return None if flow is None else self._starting.start(turn, drafts, flow, {})
