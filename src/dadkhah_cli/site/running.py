"""Serve the site, and do its long work."""
# ruff: noqa: PLC0415

import threading

from dadkhah_cli.site.entry import enter
from dadkhah_cli.site.home import use_home


def serve(address: str, port: int, *, threads: int) -> None:
    """Serve the site here until it is stopped."""
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "dadkhah_web.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        log_enabled=False,
    ).serve()


def work(*, is_alone: bool, until_done: bool) -> None:
    """Do the long work of the site until stopped, or until none is left."""
    enter()
    from django.core.management import call_command

    from dadkhah_web.exchange.work.fixity import keep_watch
    from dadkhah_web.jobs.services import requeue_interrupted

    requeue_interrupted(is_alone=is_alone)
    stop = threading.Event()
    if not until_done:
        keep_watch(use_home(None).verify_every_days, stop=stop)
    try:
        call_command("db_worker", batch=until_done, interval=1, verbosity=0)
    finally:
        stop.set()
