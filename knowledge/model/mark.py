"""The mark that generated text must carry where it is read (人工智能生成合成内容标识办法, 2025-09-01)."""

from __future__ import annotations

from knowledge import words_of_answers as say


def marked(text: str, filing: str = "") -> str:
    """``filing``: the model's name and registration, which a service for the public must also show."""
    return f"{text}\n({say.AI_MARK}{say.AI_FILING.format(filing=filing) if filing else ''})"
