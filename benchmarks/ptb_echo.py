"""python-telegram-bot's echo bot as its documentation has it, behind `run_webhook`: what a newcomer would run."""

import logging
import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

logging.disable(logging.CRITICAL)


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    assert update.message.text is not None
    await update.message.reply_text(update.message.text)


api, port, token, secret = sys.argv[1:]
application = Application.builder().token(token).base_url(f"http://127.0.0.1:{api}/bot").build()
application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
application.run_webhook(
    "127.0.0.1",
    int(port),
    "telegram",
    secret_token=secret,
    webhook_url=f"http://127.0.0.1:{port}/telegram",
)
