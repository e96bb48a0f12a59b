"""Specifications of the bot."""
