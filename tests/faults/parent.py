"""Starts a program and waits for it: the parent that dies. Usage: parent.py PIDS COMMAND...

PIDS is a file: its own process id and the program's are written there.
"""

import os
import subprocess
import sys
from pathlib import Path

child = subprocess.Popen(sys.argv[2:])
new = Path(sys.argv[1] + ".new")
new.write_text(f"{os.getpid()} {child.pid}")
new.rename(sys.argv[1])
child.wait()
