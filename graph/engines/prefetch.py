"""A hint to the memory: fetch a row that will be needed soon. It changes no value and never faults."""

from __future__ import annotations

from typing import Any

from headwater.graph.engines.kernel import Later

AHEAD = 16
"""Links between the hint and the use. Measured: `docs/method.md`, Order and memory."""


def _prefetch(context: Any, array: Any, row: Any) -> Any:
    """Hint at row `row` (int64) of a two-dimensional array."""
    from llvmlite import ir
    from numba import types
    from numba.core import cgutils

    tools: Any = cgutils
    signature = types.void(array, types.int64)

    def emit(target: Any, builder: Any, sig: Any, args: Any) -> Any:
        held = target.make_array(sig.args[0])(target, builder, args[0])
        stride = tools.unpack_tuple(builder, held.strides, sig.args[0].ndim)[0]
        byte, word = ir.IntType(8).as_pointer(), ir.IntType(32)
        at = builder.gep(builder.bitcast(held.data, byte), [builder.mul(args[1], stride)])
        kind = ir.FunctionType(ir.VoidType(), [byte, word, word, word])
        hint = builder.module.declare_intrinsic("llvm.prefetch", (byte,), kind)
        # For reading, kept in all caches, data.
        builder.call(hint, [at, word(0), word(3), word(1)])
        return target.get_dummy_value()

    return signature, emit


def _made() -> Any:
    from numba.extending import intrinsic

    return intrinsic(_prefetch)


prefetch: Any = Later(_made)
"""`prefetch(array, row)` inside a kernel: a hint at that row."""
