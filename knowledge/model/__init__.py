"""The language model, if there is one: it only rephrases and joins what was retrieved, and is checked.

``rephrase`` is the whole way; ``mask`` keeps personal data at home, ``client`` asks within a time limit,
``breaker`` stops asking a dead endpoint, ``check`` (with ``shape``, ``citing`` and ``figures``) decides
whether the text may be shown, ``mark`` says who wrote it. If anything goes wrong, the verbatim answer goes
out.
"""
