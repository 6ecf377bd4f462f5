"""What the assistant knows: statutes, the office's documents, guides; and how it answers from them.

beforehand   statutes, documents ─Document, Article→ passages ─row→ store (catalogue, full text) and vectors
a question   understand ─Query→ retrieve ─Candidate→ rank → refuse? → answer ─Answer→ chat

The index is derived: it can always be rebuilt from the statutes' data, the guides and the imported documents.
``knowledge.base.Knowledge`` is the only door; this package imports neither ``bot`` nor ``handlers``.
"""
