"""The vault and the custody log: keep it, and prove it unchanged.

`tlog` holds the C2SP and RFC 9162 formats, `custody` the log that a device keeps in them;
the modules beside them are the vault.
"""
