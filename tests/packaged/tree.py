"""tree.py SECONDS MET ROLE NAME [focused]

Waits until a screen reader would find that role with that name (a regular expression for all of it), and with "focused"
that the keys go there, and until the one that stays (reader.py, which writes the file MET) has met the program. Prints
the tree as lines: depth, role, "focused" or nothing, name. Ends with 1 when it was not found in time.
"""

import os
import re
import sys
import time

import pyatspi


def walk(node, depth, found):
    try:
        focused = node.getState().contains(pyatspi.STATE_FOCUSED)
        found.append((depth, node.getRoleName(), "focused" if focused else "", node.name or ""))
        for child in node:
            if child is not None:
                walk(child, depth + 1, found)
    except Exception:  # What is going away answers with all kinds of errors.
        pass


def look():
    found = []
    for program in pyatspi.Registry.getDesktop(0):
        if program is not None:
            walk(program, 0, found)
    return found


def all_met():
    met = open(sys.argv[2]).read().split() if os.path.exists(sys.argv[2]) else []
    programs = [program for program in pyatspi.Registry.getDesktop(0) if program is not None]
    return all(str(program.get_process_id()) in met for program in programs)


limit, role, name = float(sys.argv[1]), sys.argv[3], re.compile(sys.argv[4])
wants_focus = sys.argv[5:] == ["focused"]
end = time.monotonic() + limit
while True:
    tree = look()
    hit = any(
        each[1] == role and name.fullmatch(each[3]) and (each[2] or not wants_focus) for each in tree
    ) and all_met()
    if hit or time.monotonic() > end:
        for depth, kind, focus, text in tree:
            print(f"{depth}\t{kind}\t{focus}\t{text!r}")
        sys.exit(0 if hit else 1)
    time.sleep(0.1)
