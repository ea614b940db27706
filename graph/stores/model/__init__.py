"""One algorithm for every store, over the few primitives that an adapter gives."""
