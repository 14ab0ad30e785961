"""The line protocol's own round trip: the reference program alone, JSON over its pipes, no supervisor, no screen.

Run as a file from the repository's folder: ``bare_bridge.py COUNT PYTHON``. Card laid down, state told, read asked, result
told; milliseconds as JSON.
"""

import json
import subprocess
import sys
import time

with subprocess.Popen([sys.argv[2], "-m", "devices.card.reference_shim"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
    assert program.stdin is not None
    assert program.stdout is not None

    def say(**line: object) -> None:
        program.stdin.write(json.dumps(line).encode() + b"\n")
        program.stdin.flush()

    def hear(*kinds: str) -> None:
        while json.loads(program.stdout.readline())["ev"] not in kinds:
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
    program.stdin.close()
print(json.dumps(taken))
