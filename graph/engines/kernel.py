"""Kernels: functions over arrays that numba makes machine code of, once a machine, when one is first called.

Importing a kernel imports no numba: a command that never calls one starts without it. The code is kept in the
user's cache folder (`NUMBA_CACHE_DIR` wins), apart by the content of the engines' sources, so that neither a package
that can't be written to nor another version of it is in the way: numba itself looks at a kernel's own file only,
not at those of the kernels that it calls.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path
from types import FunctionType
from typing import Any, Generic, ParamSpec, TypeVar, cast

from headwater.graph.cache import cache_folder

P = ParamSpec("P")
R = TypeVar("R")
_LOG = logging.getLogger(__name__)
_MAKING = threading.RLock()


class Later:
    """What kernels use by name and numba knows in a form of its own, made on first use."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    @cached_property
    def made(self) -> Any:
        """What numba takes in its place."""
        with _MAKING:
            return self._make()


class Kernel(Later, Generic[P, R]):
    """A kernel: called as the function that it is made of. `function` is that function."""

    def __init__(self, function: Callable[P, R], *, inline: bool = False, fastmath: bool = False) -> None:
        super().__init__(self._dispatcher)
        self.function = cast(FunctionType, function)
        self.inline, self.fastmath = inline, fastmath
        self.__name__, self.__doc__, self.__module__ = function.__name__, function.__doc__, function.__module__

    def __call__(self, *args: P.args, **given: P.kwargs) -> R:
        """Compute, by machine code that is found or made at the first call."""
        found: R = self.made(*args, **given)
        return found

    def _dispatcher(self) -> Any:
        import numba

        jit: Any = numba.njit
        plain = self.function
        held = {n: v.made if isinstance(v, Later) else v for n, v in plain.__globals__.items() if n in _names(plain)}
        whole = FunctionType(plain.__code__, {**plain.__globals__, **held}, plain.__name__, plain.__defaults__)
        made = jit(inline="always" if self.inline else "never", fastmath=self.fastmath)(whole)
        if not self.inline and (kept := _kept(whole)) is not None:
            made._cache = kept
        return made


def kernel(*, inline: bool = False, fastmath: bool = False) -> Callable[[Callable[P, R]], Kernel[P, R]]:
    """Make a function a kernel: `inline` writes it into those that call it, `fastmath` lets sums be reordered."""
    return lambda function: Kernel(function, inline=inline, fastmath=fastmath)


def _names(function: FunctionType) -> frozenset[str]:
    return frozenset(function.__code__.co_names)


def _kept(function: FunctionType) -> Any:
    """Where a kernel's code is kept; None where it can't be."""
    import numba
    from numba.core import caching

    config: Any = numba.config
    base: Any = caching.FunctionCache

    class Kept(base):  # type: ignore[misc]
        """Code kept on disk: what can't be read is made anew, what can't be written is made the next time again."""

        def load_overload(self, sig: Any, target_context: Any) -> Any:
            try:
                return super().load_overload(sig, target_context)
            except Exception as error:  # noqa: BLE001 - a file cut short unpickles in any way
                _LOG.info("kernel %s is made anew: %s", function.__name__, error)
                self._tried(self.flush)
                return None

        def save_overload(self, sig: Any, data: Any) -> None:
            self._tried(lambda: super(Kept, self).save_overload(sig, data))

        @staticmethod
        def _tried(write: Callable[[], Any]) -> None:
            try:
                write()
            except OSError as error:
                _LOG.info("kernel %s is not kept: %s", function.__name__, error)

    said = config.CACHE_DIR
    try:
        config.CACHE_DIR = str(_folder(said))
        return Kept(function)
    except (OSError, RuntimeError) as error:
        _warn(f"kernels are compiled anew by each command ({error}); set HEADWATER_CACHE to a folder to keep them in")
        return None
    finally:
        config.CACHE_DIR = said


@cache
def _folder(said: str) -> Path:
    """The folder of these sources' kernels, in the one that is said or the user's; OSError where it can't be made."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    folder = (Path(said) if said else cache_folder() / "kernels") / digest.hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@cache
def _warn(words: str) -> None:
    _LOG.warning(words)


__all__ = ["Kernel", "Later", "kernel"]
