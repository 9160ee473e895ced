"""reader.py FILE

A screen reader that is there all the time, as a person's is, and writes the processes that it has met into that file. A
program whose last screen reader goes takes its listener for keys away; a key that comes in that moment ends the
replacement runtime (SIGSEGV), and tree.py comes and goes with each look.
"""

import os
import sys
import time

import pyatspi

while True:
    met = []
    for program in pyatspi.Registry.getDesktop(0):
        try:
            for child in program:
                child.getRoleName()
            met.append(str(program.get_process_id()))
        except Exception:  # What is going away answers with all kinds of errors.
            pass
    with open(f"{sys.argv[1]}.new", "w") as file:
        file.write(" ".join(met))
    os.replace(f"{sys.argv[1]}.new", sys.argv[1])
    time.sleep(0.1)
