"""The phones on the desk: whose each is, and whether it follows the account."""

from __future__ import annotations

from fastapi import HTTPException

from bot.simulator.platform import Platform
from bot.simulator.stage import SampleUser, Stage


class Phones:
    """Refuses what WeChat would not let a phone do: a stranger to the account cannot write to it."""

    def __init__(self, platform: Platform, stage: Stage) -> None:
        self.platform = platform
        self.stage = stage
        self._people = {person.key: person for person in stage.people}
        self._following = set(stage.following)

    def person(self, key: str) -> SampleUser:
        if key not in self._people:
            raise HTTPException(404, "演示里没有这个人。")
        return self._people[key]

    def follows(self, person: SampleUser) -> bool:
        return person.openid in self._following

    def follower(self, key: str) -> str:
        """The OpenID behind ``key``, if it may write."""
        person = self.person(key)
        if not self.follows(person):
            raise HTTPException(409, "要先关注公众号,才能发消息。")
        return person.openid

    def follow(self, key: str, scene: str = "") -> None:
        openid = self.person(key).openid
        self._following.add(openid)
        self.platform.follow(openid, scene)

    def unfollow(self, key: str) -> None:
        openid = self.person(key).openid
        self._following.discard(openid)
        self.platform.unfollow(openid)

    def scan(self, key: str, scene: str) -> None:
        """WeChat turns a stranger's scan into a follow that carries the code."""
        person = self.person(key)
        if self.follows(person):
            self.platform.scan(person.openid, scene)
        else:
            self.follow(key, scene)

    def resend(self, key: str) -> None:
        try:
            self.platform.resend_last(self.follower(key))
        except LookupError as error:
            raise HTTPException(409, "还没有发过消息,先说一句话。") from error

    def happen(self, name: str) -> str:
        found = [it for it in self.stage.happenings if it.key == name]
        if not found:
            raise HTTPException(404, "演示里没有这件事。")
        return found[0].run()
