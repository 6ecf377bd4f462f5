"""The reply ladder: what happens when an answer takes longer than the platform waits.

Inline while the platform waits (its retries are held on the same key by ``bot/wechat/turns.py``); then a
short text with a signed link to the finished answer; and, where the account may, one customer-service message
inside the quota. State is in the database, so that a restart in the middle still delivers.
"""
