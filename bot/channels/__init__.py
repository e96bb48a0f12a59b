"""Where people are: the terminal and Telegram."""
