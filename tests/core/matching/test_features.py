"""Words as numbers."""

import subprocess
import sys

import numpy as np
import pytest

from bot.core.matching.features import FeatureSpace
from bot.core.matching.inventory import taken
from bot.core.matching.stems import Stemmer

SENTENCES = [["what", "is", "a", "job"], ["what", "is", "a", "career"], ["my", "jobs"]]


@pytest.fixture(scope="module")
def space() -> FeatureSpace:
    stemmer = Stemmer([("job", "gig")])
    return FeatureSpace(taken(SENTENCES, stemmer), stemmer)


def test_a_known_sentence_has_length_one(space: FeatureSpace) -> None:
    """All blocks are known, so nothing is missing from the vector."""
    numbers, values = space.vector(space.tokens(["what", "is", "a", "job"]))
    assert float(np.square(values * space.rarity[numbers]).sum()) == pytest.approx(1.0, abs=1e-5)


def test_forms_and_synonyms_share_a_stem(space: FeatureSpace) -> None:
    """`jobs` is a form of `job`, `gig` was put into its family."""
    assert len({token.stem for token in space.tokens(["job", "jobs", "gig", "gigs"])}) == 1


def test_coverage_is_the_known_share(space: FeatureSpace) -> None:
    """Nothing known is 0, all known is 1, and an unknown word weighs more than a common known one."""
    shares = [space.coverage(space.tokens(words)) for words in (["zebra"], ["my", "job"], ["what", "zebra"])]
    assert shares[:2] == [0.0, 1.0]
    assert 0.0 < shares[2] < 0.5


def test_nothing_known_makes_an_empty_vector(space: FeatureSpace) -> None:
    numbers, values = space.vector(space.tokens(["zzz"]))
    assert (numbers.tolist(), values.tolist()) == ([], [])


def test_numbering_is_the_same_in_every_process() -> None:
    """Weights kept by one process are read by another, whose strings hash differently."""
    program = (
        "from bot.core.matching.features import FeatureSpace; from bot.core.matching.stems import Stemmer;"
        "from bot.core.matching.inventory import taken;"
        f"space = FeatureSpace(taken({SENTENCES!r}, Stemmer()), Stemmer());"
        "print(space.vector(space.tokens(['what', 'job']))[0], space.vector(space.tokens(['career']))[0])"
    )
    environments = [{"PYTHONHASHSEED": seed} for seed in ("1", "2")]
    said = {
        subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True).stdout
        for env in environments
    }
    assert len(said) == 1
