"""The line protocol's own round trip: the reference program alone, JSON over its pipes, no supervisor, no screen.

Run as a file from the repository's folder: ``bare_bridge.py COUNT PYTHON``. Card laid down, state told, read asked, result
told; milliseconds as JSON.
"""

import json
import subprocess
import sys
import time
from typing import IO


def there(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


with subprocess.Popen(
    [sys.argv[2], "-m", "devices.card.reference_shim"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
) as program:
    into, out = there(program.stdin), there(program.stdout)

    def say(**line: object) -> None:
        into.write(json.dumps(line).encode() + b"\n")
        into.flush()

    def hear(*kinds: str) -> None:
        while json.loads(out.readline())["ev"] not in kinds:
            pass

    say(op="hello", id=1, protocol=1, production=False)
    hear("state")
    taken = []
    for turn in range(int(sys.argv[1])):
        began = time.perf_counter()
        say(op="script", id=turn * 10 + 2, line="card=in")
        hear("state")
        say(op="read", id=turn * 10 + 3, want=["presence", "record", "verify_card", "verify_holder"], deadline_ms=20_000)
        hear("result", "failure")
        taken.append((time.perf_counter() - began) * 1000)
        say(op="script", id=turn * 10 + 4, line="card=out")
        hear("state")
    into.close()
print(json.dumps(taken))
