"""Floor of the portal's search: the very statements it sends, sent again by bare connections without Django or pages.

``DATABASE_URL`` names the database; the arguments are how many clients and how many seconds. Prints a JSON list of milliseconds,
one for each search (its rows and its count together).
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from itertools import cycle, islice
from typing import Any

import psycopg

from bench.portal import SEARCHES


def captured() -> list[list[tuple[str, Any]]]:
    """The statements of each search of the bench, as the portal sends them once its memory is warm."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siker.settings")
    import django

    django.setup()
    from django.db import connection

    from siker import clock
    from siker.vacancies import search, search_form

    today = clock.today(clock.now())
    out: list[list[tuple[str, Any]]] = []
    for given in SEARCHES:
        asked = search_form.read(dict(given)).query
        search.find(asked, today)
        said: list[tuple[str, Any]] = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any, said: list[tuple[str, Any]] = said) -> Any:
            said.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            search.find(asked, today)
        out.append(said)
    return out


def main() -> None:
    """See the module."""
    clients, seconds = int(sys.argv[1]), float(sys.argv[2])
    work = captured()
    samples: list[float] = []
    until = time.perf_counter() + seconds

    def ask(first: int) -> None:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            for statements in islice(cycle(work), first, None):
                began = time.perf_counter()
                if began >= until:
                    return
                for sql, params in statements:
                    connection.execute(sql, params).fetchall()
                samples.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(samples))


if __name__ == "__main__":
    main()
