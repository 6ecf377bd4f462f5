"""An answer that is photos, which come one message each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.dialog import words
from bot.dialog.flow import NotAnAnswer, Reader, Unfinished
from bot.dialog.turn import Turn
from bot.messages import Incoming, Kind
from bot.texts import dialog as texts


@dataclass(frozen=True)
class PhotosReader(Reader):
    """Photos, one message each; kept as attachment ids. "好了" ends the list."""

    max_photos: int = 9

    def accepts(self, incoming: Incoming) -> bool:
        return incoming.kind is Kind.IMAGE or bool(incoming.text)

    def read(self, turn: Turn, so_far: Any) -> Any:
        ids = list(so_far["ids"]) if so_far else []
        if turn.incoming.kind is Kind.IMAGE:
            if len(ids) >= self.max_photos:
                raise NotAnAnswer(texts.photos_full(self.max_photos))
            ids.append(turn.ledger.keep_photo(turn.incoming, turn.now))
            value = {"ids": ids, "done": len(ids) >= self.max_photos}
            return value if value["done"] else Unfinished(value, texts.photo_kept(len(ids)))
        if ids and words.squeezed(turn.text) in words.DONE | words.CONFIRM | words.SKIP:
            return {"ids": ids, "done": True}
        raise NotAnAnswer(texts.NEED_MORE_PHOTOS if ids else texts.NEED_PHOTO)

    def complete(self, value: Any) -> bool:
        return bool(value["done"])

    def show(self, turn: Turn, value: Any) -> str:
        return texts.photos(len(value["ids"]))
