"""The parts of a message that may be questions of their own."""

import re

MOST = 8
_END = re.compile(
    r"[.?!;\n]+|,?\s+(?:and|also|plus)\s+(?=(?:what|how|why|who|where|is|are|can|do|does|should|am|will|which)\b)", re.I
)


def sentences(text: str) -> tuple[str, ...]:
    """Its sentences with at least two words; of a long message the first and the last few, where the point is."""
    parts = [part.strip() for part in _END.split(text)]
    parts = [part for part in parts if len(part.split()) > 1]
    if len(parts) > MOST:
        parts = parts[: MOST // 2] + parts[-MOST // 2 :]
    return tuple(parts)
