"""What came of all kills (hasil)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """Of one target."""

    target: str
    kills: int = 0
    acknowledged: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing was lost, doubled, half or unseen by the trace."""
        return not self.failures

    def __str__(self) -> str:
        each = self.seconds / max(1, self.kills)
        line = (
            f"{self.target}: {self.kills} kali dimatikan, {self.acknowledged} tulisan yang sudah diakui, "
            f"{len(self.failures)} salah (hilang, berganda, setengah, atau jejak putus); {each:.2f} dtk tiap kali"
        )
        return "\n".join([line, *self.failures[:20]])
