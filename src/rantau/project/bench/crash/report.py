"""What came of all kills (hasil)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """Of one target, which `run` kills."""

    target: str
    kills: int = 0
    acknowledged: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)
    remarks: str = ""
    """What else is to be known, in words."""

    def rounds(self, kills: int, minutes: float) -> Iterator[int]:
        """The numbers of the kills to come; none begins when the time is over."""
        begin = time.monotonic()
        for number in range(1, kills + 1):
            if self.seconds > minutes * 60:
                return
            yield number
            self.seconds = time.monotonic() - begin

    def killed(self, faults: list[str], acknowledged: int) -> None:
        """One kill more, and what was found after it."""
        self.kills += 1
        self.failures += [f"{self.kills}: {fault}" for fault in faults]
        self.acknowledged = acknowledged

    @property
    def good(self) -> bool:
        """Whether nothing was lost, doubled, half or unseen by the trace."""
        return not self.failures

    def __str__(self) -> str:
        each = self.seconds / max(1, self.kills)
        line = (
            f"{self.target}: {self.kills} kali dimatikan, {self.acknowledged} tulisan yang sudah diakui, "
            f"{len(self.failures)} salah (hilang, berganda, setengah, atau jejak putus); {each:.2f} dtk tiap kali"
            f"{self.remarks and '; '}{self.remarks}"
        )
        return "\n".join([line, *self.failures[:20]])
