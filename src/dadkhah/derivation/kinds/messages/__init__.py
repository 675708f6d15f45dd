"""E-mail: one message, a mailbox, with what is attached."""
