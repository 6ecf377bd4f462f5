"""The office's own documents: a file becomes text, the text a document with its articles.

read ─text→ tidy ─lines→ describe (title, dates, place) and split (articles or headed passages) → intake →
store
"""
