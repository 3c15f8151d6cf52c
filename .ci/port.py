#!/usr/bin/env python3
"""Refuse, in one sentence, a port that is not a number or that another program holds: .ci/port.py 8000."""

import socket
import sys


def problem(text: str) -> str:
    """The sentence that says why this port cannot be used, or nothing."""
    if not (text.isdigit() and 1 <= int(text) <= 65535):
        return f"PORT={text} is not a port: choose a number from 1024 to 65535, for example make run PORT=8001."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            return f"Port {text} needs special rights: choose one from 1024 up, for example make run PORT=8000."
        except OSError:
            other = int(text) % 65535 + 1
            return f"Port {text} is already in use: stop what holds it, or start with make run PORT={other}."
    return ""


if __name__ == "__main__":
    sys.exit(problem(sys.argv[1]) or 0)
