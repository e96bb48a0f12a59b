"""Telegram: updates in by polling or webhook, calls out through the outbox."""
