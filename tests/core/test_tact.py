"""A trouble that nobody named is never brought up."""

from dataclasses import replace

from bot.core.dialogue import Dialogue, Topic
from bot.core.model import Decision, Understanding
from bot.core.phrases import Phrases
from bot.core.tact import seemly
from tests.core.worlds import INTENTS, knowledge

SAD = replace(INTENTS["define_career"], sad=True)
WORLD = knowledge(intents={**INTENTS, "define_career": SAD}, sad=Phrases({"sad": ("lost",)}))
BOTH = ("define_job", "define_career", "gone")


def offered(text: str, topic: str | None = None) -> tuple[str, ...]:
    dialogue = Dialogue(topic=Topic(topic, topic) if topic else None)
    return seemly(WORLD, dialogue, Understanding(Decision.OFFER, None, 0.0, words=tuple(text.split())), BOTH)


def test_a_sad_intent_is_offered_only_to_who_wrote_a_sad_word():
    assert offered("i am a bricklayer") == ("define_job",)
    assert offered("i am lost") == ("define_job", "define_career")


def test_next_to_the_topic_it_may_be_offered():
    assert offered("and then", topic="define_job") == ("define_job", "define_career")  # the topic suggests it
    assert offered("and then", topic="define_career") == ("define_job", "define_career")
    assert offered("and then", topic="define_occupation") == ("define_job",)
