"""The circuit breaker."""

from assistant.breaker import Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_failure_does_not_open_the_circuit() -> None:
    breaker = Breaker(failures=2)
    breaker.failed()
    assert breaker.allows()


def test_failures_in_a_row_open_it_until_the_pause_is_over() -> None:
    clock = Clock()
    breaker = Breaker(failures=2, pause=30, clock=clock)
    breaker.failed()
    breaker.failed()
    assert not breaker.allows()
    clock.now = 30
    assert breaker.allows()


def test_after_the_pause_a_single_caller_tries() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, pause=30, clock=clock)
    breaker.failed()
    clock.now = 30
    assert [breaker.allows(), breaker.allows()] == [True, False]


def test_a_success_closes_it() -> None:
    breaker = Breaker(failures=1)
    breaker.failed()
    breaker.succeeded()
    assert breaker.allows()
