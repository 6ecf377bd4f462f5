"""A stand-in for WeChat: its interface, its pushes and its people, on this machine.

Used by the tests, by the demonstration's simulator page, and by hand: ``python -m bot.simulator.platform``.
"""

from bot.simulator.platform.account import Account, new_aes_key
from bot.simulator.platform.platform import Platform
from bot.simulator.platform.records import FAULT_NOTICE, Attempt, Bubble, Delivery

__all__ = ["FAULT_NOTICE", "Account", "Attempt", "Bubble", "Delivery", "Platform", "new_aes_key"]
