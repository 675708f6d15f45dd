"""Exports of chats, as the text one reads."""
