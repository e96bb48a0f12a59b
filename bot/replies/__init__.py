"""From what is to be said to words: Jinja rendering, charts, Telegram's markup rules."""
