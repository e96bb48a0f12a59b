"""Bars made of text: ▰▰▰▱▱."""

FULL, EMPTY = "▰", "▱"


def bar(value: float, most: float, cells: int = 10) -> str:
    """`value` out of `most` as a bar of `cells` signs; it is full only at the most, empty only at nothing."""
    share = min(max(value / most, 0.0), 1.0) if most else 0.0
    filled = round(share * cells)
    filled = min(filled, cells - 1) if share < 1 else cells
    filled = max(filled, 1) if share > 0 else 0
    return FULL * filled + EMPTY * (cells - filled)
