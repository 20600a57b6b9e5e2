"""The door of limits.

taken = take("login.account", account_name, most=10, within=timedelta(minutes=15))     # before the work, always
if not taken: refuse, and say taken.until
"""

from rantau.platform.limits.actions import Taken, clear, give_back, take

__all__ = ["Taken", "clear", "give_back", "take"]
