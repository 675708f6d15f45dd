"""Run the command as a module: `python -m dadkhah_cli`."""

from dadkhah_cli.main import main

main()
