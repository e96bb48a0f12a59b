"""A small subject for tests: a library, so that nothing here leans on the bot's own content."""

from bot.core.matching.learning import Language

CHAT = {"whats": "what is", "u": "you", "dont": "do not", "lol": ""}

LIBRARY = {
    "opening_hours": (
        "when do you open",
        "what are your opening hours",
        "are you open on sunday",
        "what time do you close tonight",
        "is the library open today",
        "until what time are you open",
    ),
    "borrow": (
        "how do i borrow a book",
        "can i take this novel home",
        "how many books may i borrow",
        "i want to borrow a film",
        "borrowing books",
        "lend me a book",
    ),
    "borrow.renew": (
        "i want to renew my book",
        "renew a loan",
        "can i keep the book two more weeks",
        "extend my loan please",
        "how often can i renew",
        "i need the book longer",
    ),
    "fines": (
        "how much is the fine",
        "my book is late what do i pay",
        "do i have to pay for a late return",
        "overdue fees",
        "i lost a book and must pay",
        "why do i have a fine",
    ),
    "card": (
        "how do i get a library card",
        "i lost my card",
        "sign up as a member",
        "membership card for my child",
        "what does a card cost",
        "i want a card",
    ),
    "leave": (
        "i do not want a card",
        "cancel my membership",
        "i dont want to be a member anymore",
        "end my membership",
        "delete my account",
        "i do not need a card any more",
    ),
    "greeting": ("hello", "hi there", "good morning", "hey", "hello library", "good evening"),
}

LANGUAGE = Language(chat=CHAT, families=(("book", "novel"),), english=frozenset({"nose", "look", "cook"}))
