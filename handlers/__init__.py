"""What a user can do: one flow a file. ``FLOWS`` is the menu order; a new flow is one more line here."""

from __future__ import annotations

from bot.dialog.flow import Flow
from handlers.acknowledge import ACKNOWLEDGE
from handlers.ask import ASK
from handlers.attendance import LEAVE_FLOW
from handlers.bind import BIND
from handlers.check_in import CHECK_IN
from handlers.clerk_check_in import CLERK_CHECK_IN
from handlers.confirm_registration import CONFIRM_REGISTRATION
from handlers.correct import CORRECT
from handlers.deputy_card import CHECK_CARD, DEPUTY_CARD
from handlers.duty_report import DUTY_REPORT, DUTY_REPORT_DRAFT
from handlers.five_ones import FIVE_ONES
from handlers.grid_registration import GRID_REGISTRATION
from handlers.help import make_help, make_more
from handlers.home_visit import HOME_VISIT
from handlers.location_check_in import LOCATION_CHECK_IN, REVOKE_LOCATION
from handlers.meeting import CALL_MEETING, WHO_CAME
from handlers.my_data import ERASE_MINE, MY_DATA
from handlers.my_duty import MY_DUTY
from handlers.my_record import MY_RECORD
from handlers.notices import DECLINE_NOTICES, RESUME_NOTICES
from handlers.object_return import OBJECT_RETURN
from handlers.one_sentence import ONE_SENTENCE
from handlers.pledge import FULFIL, PLEDGE
from handlers.points import POINTS
from handlers.problem import PROBLEM
from handlers.problem_path import PROBLEM_PATH
from handlers.problem_progress import PROBLEM_PROGRESS
from handlers.reception import RECEPTION
from handlers.residents_report import RESIDENTS_REPORT
from handlers.screen_page import SCREEN_PAGE
from handlers.study import STUDY
from handlers.verify import VERIFY
from handlers.who_is_on_duty import WHO_IS_ON_DUTY
from handlers.withdraw import WITHDRAW

_DUTIES = (
    ASK,
    CHECK_IN,
    FIVE_ONES,
    RECEPTION,
    HOME_VISIT,
    PROBLEM,
    ONE_SENTENCE,
    MY_RECORD,
    VERIFY,
    PROBLEM_PATH,
    CALL_MEETING,
    WHO_CAME,
    CLERK_CHECK_IN,
    CHECK_CARD,
    CONFIRM_REGISTRATION,
    BIND,
    # behind 更多功能
    MY_DUTY,
    WHO_IS_ON_DUTY,
    ACKNOWLEDGE,
    PROBLEM_PROGRESS,
    GRID_REGISTRATION,
    LEAVE_FLOW,
    RESIDENTS_REPORT,
    DUTY_REPORT_DRAFT,
    DUTY_REPORT,
    STUDY,
    PLEDGE,
    FULFIL,
    DEPUTY_CARD,
    LOCATION_CHECK_IN,
    REVOKE_LOCATION,
    SCREEN_PAGE,
    CORRECT,
    MY_DATA,
    ERASE_MINE,
    WITHDRAW,
    OBJECT_RETURN,
    POINTS,
    DECLINE_NOTICES,
    RESUME_NOTICES,
)

MORE: Flow = make_more(_DUTIES)
HELP: Flow = make_help((*_DUTIES, MORE))
FLOWS: tuple[Flow, ...] = (*_DUTIES, MORE, HELP)

__all__ = ["ASK", "FLOWS", "HELP"]
