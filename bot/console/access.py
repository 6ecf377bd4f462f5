"""Who may do what at the desk: roles of an account, and the right that each route declares."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

CLERK, CHAIR, COUNTY, TECHNICIAN = "clerk", "chair", "county", "technician"
ROLES = {CLERK: "专干", CHAIR: "主席团负责人(只看)", COUNTY: "县级查看(只看)", TECHNICIAN: "技术员"}


@dataclass(frozen=True)
class Right:
    """``roles`` empty: nobody needs to be logged in."""

    name: str
    roles: frozenset[str]

    def held_by(self, roles: Collection[str]) -> bool:
        return not self.roles or not self.roles.isdisjoint(roles)


OPEN = Right("open", frozenset())  # the log-in, and pages for citizens
SELF = Right("self", frozenset(ROLES))  # one's own account, help
LOOK = Right("look", frozenset({CLERK, CHAIR, COUNTY}))  # records, which name persons
WORK = Right("work", frozenset({CLERK}))  # change records
LIBRARY = Right("library", frozenset({CLERK, CHAIR, COUNTY, TECHNICIAN}))  # the knowledge base: no persons
SHELVE = Right("shelve", frozenset({CLERK, TECHNICIAN}))  # documents in and out
TUNE = Right("tune", frozenset({CLERK, TECHNICIAN}))  # the settings that are changed at the desk
RUN = Right("run", frozenset({TECHNICIAN}))  # accounts
