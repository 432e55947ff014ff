"""A circuit breaker: after some failures in a row a dead server is left alone for a while."""

import threading
import time
from collections.abc import Callable

FAILURES = 2
"""Failures in a row that open the circuit: one may be chance, and each costs the visitor its waiting time."""

PAUSE = 30.0
"""Seconds that the server is left alone: a restarted model server takes about as long to load its model."""


class Breaker:
    """Counts failures in a row. Shared between threads."""

    def __init__(
        self, *, failures: int = FAILURES, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._failures = failures
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._closed_again = 0.0

    def allows(self) -> bool:
        """Whether to try. After the pause a single caller is let through; the others wait for what becomes of it."""
        with self._lock:
            if self._in_a_row < self._failures:
                return True
            if self._clock() < self._closed_again:
                return False
            self._closed_again = self._clock() + self._pause
            return True

    def succeeded(self) -> None:
        """Forget the failures."""
        with self._lock:
            self._in_a_row = 0

    def failed(self) -> None:
        """Count a failure."""
        with self._lock:
            self._in_a_row += 1
            self._closed_again = self._clock() + self._pause
