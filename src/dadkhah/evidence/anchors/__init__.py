"""Prove when a head of a log existed: by authorities, calendars and witnesses outside the house.

Nothing here opens a connection. Who is asked stands in the policy of the vault, which is empty
until somebody fills it.
"""
