"""The door of limits.

taken = take("login.account", account_name, most=10, within=timedelta(minutes=15))     # before the work, always
if not taken: refuse, and say taken.until
"""

from rantau.platform.limits.actions import Taken, clear, give_back, take
from rantau.platform.limits.opening import MIN_REASON, MOST_A_DAY, sound_reason, take_opening

__all__ = ["MIN_REASON", "MOST_A_DAY", "Taken", "clear", "give_back", "sound_reason", "take", "take_opening"]
