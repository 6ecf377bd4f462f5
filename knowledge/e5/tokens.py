"""SentencePiece's unigram tokenizer: the most probable cut of a text into the vocabulary's pieces."""

from __future__ import annotations

import re

from knowledge.e5.file import Vocabulary

META = "▁"  # stands for a space
_SPACES = re.compile(" {2,}")
# Longer pieces than this are rare web strings; bounding the length bounds the time for a text.
MAX_PIECE_CHARS = 16
_NEVER = -1e30


class Tokenizer:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._pieces = vocabulary.pieces
        self._scores = vocabulary.scores.tolist()
        self._unknown = vocabulary.unknown
        self._unknown_score = min(self._scores) - 10.0
        self._replacements = vocabulary.replacements
        self._bos, self._eos = vocabulary.bos, vocabulary.eos

    def ids(self, text: str, limit: int) -> list[int]:
        """Token numbers with the marks of beginning and end, at most ``limit``."""
        return [self._bos, *self._content(text)[: limit - 2], self._eos]

    def _content(self, text: str) -> list[int]:
        text = _SPACES.sub(" ", text.translate(self._replacements))
        text = (text if text.startswith(" ") else " " + text).replace(" ", META)
        return self._walk_back(*self._best_cut(text))

    def _best_cut(self, text: str) -> tuple[list[int], list[int]]:
        size = len(text)
        best = [0.0] + [_NEVER] * size
        piece_to, start_of = [0] * (size + 1), [0] * (size + 1)
        get, scores = self._pieces.get, self._scores
        for start in range(size):
            base = best[start]
            for end in range(start + 1, min(size, start + MAX_PIECE_CHARS) + 1):
                piece = get(text[start:end])
                score = _NEVER if piece is None or piece == self._unknown else base + scores[piece]
                if score > best[end]:
                    best[end], piece_to[end], start_of[end] = score, piece or 0, start
            if base + self._unknown_score > best[start + 1]:
                best[start + 1], piece_to[start + 1], start_of[start + 1] = (
                    base + self._unknown_score,
                    self._unknown,
                    start,
                )
        return piece_to, start_of

    @staticmethod
    def _walk_back(piece_to: list[int], start_of: list[int]) -> list[int]:
        found = []
        at = len(piece_to) - 1
        while at > 0:
            found.append(piece_to[at])
            at = start_of[at]
        return found[::-1]
