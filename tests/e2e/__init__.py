"""The bot as people meet it: a process that talks to Telegram."""
