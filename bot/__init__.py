"""renda: the assistant of a township People's Congress in its WeChat official account.

message in   wechat/callback ─Incoming→ identity ─Person→ dialog ─Turn→ handlers/* ─→ ledger ─Reply→ wechat/render
on schedule  reminders/plan ─row→ outbox ─Push→ a channel ─Outcome→ outbox          (a handler adds outbox rows too)
a question   handlers/ask → knowledge/{retrieve → answer}                beforehand: knowledge/{corpus → split → index}
to look      console reads ledger and outbox; it changes them only by the functions that handlers use

Every arrow is a frozen dataclass in ``bot/messages.py``. Imports run downhill: ``handlers`` may import ``bot`` and
``knowledge``; ``knowledge`` knows nobody; ``bot`` knows neither, except ``bot/entry``, which wires them together.
"""
