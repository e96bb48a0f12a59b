"""Typos as fingers make them: a neighbouring key instead, a letter left out, doubled by a neighbour, or two swapped."""

import random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> dict[str, str]:
    """Each letter's keys to the left, right, above and below, as the rows of a keyboard are staggered."""
    near: dict[str, set[str]] = {letter: set() for row in _ROWS for letter in row}
    for height, row in enumerate(_ROWS):
        for place, letter in enumerate(row):
            near[letter] |= set(row[max(0, place - 1) : place] + row[place + 1 : place + 2])
            for below in _ROWS[height + 1][max(0, place - 1) : place + 1] if height < 2 else "":
                near[letter].add(below)
                near[below].add(letter)
    return {letter: "".join(sorted(keys)) for letter, keys in near.items()}


_NEAR = _neighbours()


def mistyped(text: str, typos: int, rng: random.Random) -> str:
    """The text with so many typos, in letters chosen at random."""
    letters = list(text)
    for _ in range(typos):
        places = [place for place, letter in enumerate(letters) if letter.lower() in _NEAR]
        if not places:
            break
        _slip(letters, rng.choice(places), rng)
    return "".join(letters)


def _slip(letters: list[str], place: int, rng: random.Random) -> None:
    near = rng.choice(_NEAR[letters[place].lower()])
    match rng.randrange(4):
        case 0:
            letters[place] = near
        case 1:
            del letters[place]
        case 2:
            letters.insert(place, near)
        case _ if place + 1 < len(letters):
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
