"""Runs a program in a terminal of its own, presses Ctrl-C after a while, and says how it left the terminal.

Arguments: seconds until Ctrl-C, then the program and its arguments. Answers a JSON line: the exit code, everything that was
printed, and whether the terminal's settings are as they were.
"""
import json
import os
import pty
import select
import sys
import termios
import time

wait, argv = float(sys.argv[1]), sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(argv[0], argv)
before = termios.tcgetattr(fd)
printed, start, pressed = b"", time.monotonic(), None
while True:
    if pressed is None and time.monotonic() - start > wait:
        os.write(fd, b"\x03")
        pressed = time.monotonic()
    if select.select([fd], [], [], 0.02)[0]:
        try:
            chunk = os.read(fd, 65536)
        except OSError:
            break
        if not chunk:
            break
        printed += chunk
    elif time.monotonic() - start > 120:
        os.kill(pid, 9)
ended = time.monotonic()
try:
    same = termios.tcgetattr(fd) == before
except termios.error:
    same = None
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
code = 128 - code if code < 0 else code  # as a shell gives it
late = None if pressed is None else ended - pressed
print(json.dumps({"code": code, "printed": printed.decode("latin1"), "same": same, "seconds": late}))
