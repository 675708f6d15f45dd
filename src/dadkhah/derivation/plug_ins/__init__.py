"""Programs of others that write down speech or translate, found among what is installed.

Dadkhah ships none: no model for Dari or Pashto was found that may be passed on. Whoever has one
wraps it in a class and names the class as an entry point; `docs/guide/developer-plug-ins.md` shows
a whole one. It runs behind the walls of the sandbox like any reader, without a network, and what
it makes is always marked as a machine's.
"""
