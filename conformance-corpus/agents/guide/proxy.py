"""An agent in front of a runtime that is another process: it starts one, passes each request on and each answer back."""
import json
import shlex
import signal
import subprocess
import sys
from pathlib import Path

# tag::proxy[]
COMMAND = shlex.split(sys.argv[1]) if len(sys.argv) > 1 else [sys.executable, str(Path(__file__).with_name("collector.py"))]


def start():
    """Without a buffer, and with this program's standard error, which the report of the suite shows."""
    return subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)


def serve(runtime):
    for line in sys.stdin.buffer:
        runtime.stdin.write(line)        # here a real proxy translates the request into what its runtime understands
        answer = runtime.stdout.readline()  # and its reply into an answer
        if not answer.endswith(b"\n"):
            return ended(runtime)        # half an answer is none
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
        if is_bye(line):
            break
    runtime.stdin.close()  # the suite is done: the runtime ends when its input does
    return runtime.wait(timeout=5)


def is_bye(line):
    """Whether this was the last request. Few lines have the word in them, so few are parsed twice."""
    try:
        return b'"bye"' in line and json.loads(line).get("op") == "bye"
    except (ValueError, AttributeError):
        return False


def ended(runtime):
    """The runtime died. This process ends, too: the suite reports a crash of the case and starts a new process."""
    status = runtime.wait()
    print("the runtime ended with status %d" % status, file=sys.stderr)
    return 1 if status >= 0 else 128 - status


def main():
    runtime = start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the suite gives up on a case: leave no orphan
    try:
        return serve(runtime)
    except BrokenPipeError:
        return ended(runtime)
    finally:
        runtime.kill()
# end::proxy[]


if __name__ == "__main__":
    sys.exit(main())
