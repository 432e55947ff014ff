"""Forbids sockets beyond loopback in the process that imports it.

Python imports a module of this name by itself at start-up, so a child process that has this folder on ``PYTHONPATH``
is guarded with all its threads and children. It is an audit hook because that sees every socket, however it was
made, and cannot be taken off again. What was tried is also written down, since a caller may swallow the error.
"""

import ipaddress
import os
import sys
from pathlib import Path

LOG = "PLAN_TEST_SOCKET_LOG"
WATCHED = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}
"""Audit events, and which of their arguments holds the address."""


def is_loopback(address: object) -> bool:
    """Whether an address, a host name or a socket path stays on this machine."""
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode("latin-1")
    if not isinstance(host, str) or host in ("", "localhost") or host.startswith(("/", "\0")):
        return True  # None and "" are this machine; paths are Unix sockets
    try:
        parsed = ipaddress.ip_address(host)
    except ValueError:
        return False
    return parsed.is_loopback or parsed.is_unspecified


def guard(event: str, arguments: tuple[object, ...]) -> None:
    """Raise ``OSError`` when the event reaches for another machine."""
    if event not in WATCHED or is_loopback(arguments[WATCHED[event]]):
        return
    message = f"{event} {arguments[WATCHED[event]]!r}"
    if log := os.environ.get(LOG):
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(message + "\n")
    raise OSError(f"beyond loopback: {message}")


sys.addaudithook(guard)
