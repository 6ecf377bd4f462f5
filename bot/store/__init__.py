"""The office's one database.

Ledger, roster, conversations and outbox share it, so that one message is one transaction.
"""
