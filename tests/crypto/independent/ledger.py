# What the vectors gave: entries that opened to what they say, entries that were refused, and what was otherwise.
import json, sys, traceback
from pathlib import Path
from foundations import Refused

folder = Path(sys.argv[1])
load = lambda name: json.loads((folder / f"{name}.json").read_text())
words = json.loads(Path(sys.argv[2]).read_text())
numbered = lambda length: bytes((i * 31 + (i >> 8)) % 256 for i in range(length))
results = {}


def note(file, good, what, problem=None):
    counts = results.setdefault(file, {"file": file, "opened": 0, "refused": 0, "wrong": []})
    if problem:
        counts["wrong"].append(f"{what}: {problem}")
    else:
        counts["opened" if good else "refused"] += 1


def opens(file, what, run):
    """run gives pairs of what came out and what should have."""
    try:
        differing = [pair for pair in run() if pair[0] != pair[1]]
        note(file, True, what, f"differs: {str(differing)[:200]}" if differing else None)
    except Refused as refused:
        note(file, True, what, f"refused: {refused}")
    except Exception:
        note(file, True, what, traceback.format_exc(limit=-2))


def refuses(file, what, run):
    try:
        run()
        note(file, False, what, "accepted")
    except Refused:
        note(file, False, what)
    except Exception:
        note(file, False, what, traceback.format_exc(limit=-2))
