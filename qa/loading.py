"""Work done beside the prompt while it waits for the first line."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Loading(Generic[T]):
    """One piece of work in a thread of its own: started when the prompt is up, waited for when it is needed.

    What it raises is raised where it is waited for. `then` is called, in that thread, once it is done.
    """

    def __init__(self, work: Callable[[], T], then: Callable[[], None] | None = None) -> None:
        self._work, self._then = work, then
        self._done = threading.Event()
        self._started = threading.Lock()
        self._result: T
        self._error: BaseException | None = None

    @property
    def ready(self) -> bool:
        """Whether the result is there."""
        return self._done.is_set() and self._error is None

    def start(self) -> None:
        """Begin, if that has not been done."""
        if self._started.acquire(blocking=False):
            # A daemon: who leaves before it is done need not wait for it.
            threading.Thread(target=self._run, name="qa-loading", daemon=True).start()

    def result(self) -> T:
        """What the work gives, once it is done. Ctrl-C interrupts the waiting, not the work."""
        self.start()
        while not self._done.wait(0.1):
            pass
        if self._error is not None:
            raise self._error
        return self._result

    def _run(self) -> None:
        try:
            self._result = self._work()
        except BaseException as error:  # handed to the thread that waits
            self._error = error
        finally:
            self._done.set()
        if self._then is not None:
            self._then()
