"""Makes a Python program a subject of initgate. It needs nothing but Python 3.8.

    from initgate_subject import serve

    def draw(shape, seed):
        ...  # numbers in nested lists, or an array of NumPy, PyTorch, JAX, TensorFlow

    serve({"he_normal": draw}, name="mine", version="1", layout="io")

A draw function is given, of `initializer`, `shape`, `layout`, `groups`, `dtype`, `seed` and the request's parameters, those that
it has parameters for. The same seed must give the same numbers; None asks for fresh ones. What it prints goes to stderr. It raises
NotImplementedError for what it cannot draw.
"""
import functools
import inspect
import json
import math
import os
import struct
import sys
import traceback

__all__ = ["serve", "quiet"]

_FORMATS = {"float64": ("<f8", "d"), "float32": ("<f4", "f"), "float16": ("<f2", "e"), "bfloat16": ("<V2", "H")}
_BUFFERS = {"d": "<f8", "f": "<f4", "e": "<f2"}
_answers = None


def quiet():
    """Sends all that is printed from now on to stderr, by C code too: call it before an import that prints."""
    global _answers
    if _answers is None:
        sys.stdout.flush()
        _answers = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        sys.stdout = sys.stderr
    return _answers


def serve(draws, name="mine", version="1", layout=None, claims=None, offered=None, options=None):
    """Answers requests until stdin ends.

    draws: a function for each name of an initializer.
    layout: the layouts of the weights, a comma list matched by the number of axes ("io,hwio").
    claims: by name, what it means where initgate knows it by another name: {"mine": {"as": "he_normal"}}.
    offered: the names that are gated where the user names none; all of them by default.
    options: parameters of the library itself, which no contract has: of each, its values and why one cannot be had here, or ""
        ({"device": {"cpu": "", "cuda": "no driver"}}). The user's choice (--param device=cuda) is given to the draws.
    """
    if not isinstance(draws, dict) or not draws or not all(callable(draw) for draw in draws.values()):
        raise TypeError('serve: draws must be a dict of functions such as {"he_normal": draw}, got ' + repr(draws)[:80])
    about = {"name": name, "version": version, "initializers": list(draws if offered is None else offered)}
    if layout is not None:
        about["layout"] = layout
    if claims is not None:
        about["claims"] = claims
    if options is not None:
        about["options"] = options
    answers = quiet()
    try:
        for line in sys.stdin:
            ask = json.loads(line)
            answers.write(_line(about) if ask.get("describe") else _answer(draws, ask))
            answers.flush()
    except (BrokenPipeError, KeyboardInterrupt):
        pass


def _line(value):
    return (json.dumps(value) + "\n").encode()


def _answer(draws, ask):
    name = ask["initializer"]
    try:
        if name not in draws:
            raise NotImplementedError(name)
        return _npy(_call(draws[name], ask), ask)
    except NotImplementedError as error:
        return _line({"id": ask["id"], "error": "unsupported: " + (str(error) or name)})
    except Exception as error:  # A draw may raise anything: the gate is told, and the next request is answered.
        traceback.print_exc()
        return _line({"id": ask["id"], "error": "%s: %s: %s" % (name, type(error).__name__, error)})


def _call(draw, ask):
    offered = {key: ask[key] for key in ("initializer", "layout", "groups", "dtype", "seed")}
    offered.update(ask.get("params") or {})
    offered["shape"] = tuple(ask["shape"])
    names, needed, takes_all = _parameters(draw)
    missing = [name for name in needed if name not in offered]
    if missing:
        given = ", ".join(sorted(offered))
        raise TypeError("draw must take what a request gives (%s), but it needs %s" % (given, ", ".join(missing)))
    return draw(**offered) if takes_all else draw(**{name: offered[name] for name in names if name in offered})


@functools.lru_cache(maxsize=None)
def _parameters(draw):
    """The names of its parameters, those without a default, and whether it takes any others."""
    parameters = inspect.signature(draw).parameters.values()
    named = [one for one in parameters if one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)]
    needed = [one.name for one in named if one.default is one.empty]
    return [one.name for one in named], needed, any(one.kind is one.VAR_KEYWORD for one in parameters)


def _npy(value, ask):
    """The bytes of one .npy file: an array keeps its own type and shape, numbers in lists take those that were asked for."""
    value = _array(value)
    try:
        view = memoryview(value)
    except (TypeError, ValueError):  # No buffer, or one of a type that buffers do not have.
        view = None
    if view is not None and view.format in _BUFFERS and sys.byteorder == "little":
        shape = tuple(ask["shape"]) if type(value).__module__ == "array" else view.shape
        return _file(_BUFFERS[view.format], shape, view.tobytes())
    # The name of a type costs as much as a small draw, and few are asked for it.
    dtype = str(getattr(value, "dtype", ""))
    if dtype == "torch.bfloat16":
        bits = value.view(sys.modules["torch"].int16).numpy()
        return _file("<V2", bits.shape, bits.tobytes())
    if dtype == "bfloat16" and hasattr(value, "view"):
        return _file("<V2", value.shape, memoryview(value.view("uint16")).tobytes())
    shape, numbers = _flat(value if view is None else view.tolist())
    if len(shape) == 1 and shape[0] == math.prod(ask["shape"]):
        shape = tuple(ask["shape"])
    descr, letter = _FORMATS[ask["dtype"]]
    if letter == "H":
        numbers = [_bfloat16(x) for x in numbers]
    return _file(descr, shape, struct.pack("<%d%s" % (len(numbers), letter), *numbers))


def _array(value):
    """What a framework holds elsewhere or under gradients, where a buffer can be had of it."""
    if hasattr(value, "detach"):
        value = value.detach().cpu().contiguous()
        return value if str(value.dtype) == "torch.bfloat16" else value.numpy()
    if not hasattr(value, "__array_interface__") and hasattr(value, "__array__"):
        return value.__array__()
    return value


def _flat(value):
    """Shape and entries of numbers in nested lists."""
    if not isinstance(value, (list, tuple)):
        return (), [float(value)]
    parts = [_flat(one) for one in value] if value and isinstance(value[0], (list, tuple)) else None
    if parts is None:
        return (len(value),), [float(one) for one in value]
    if any(shape != parts[0][0] for shape, _ in parts):
        raise ValueError("draw: must answer rows of one length, got several")
    return (len(value),) + parts[0][0], [x for _, numbers in parts for x in numbers]


def _bfloat16(x):
    """The nearest bfloat16, ties to even, as 16 bits."""
    (bits,) = struct.unpack("<I", struct.pack("<f", x))
    return (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16 if math.isfinite(x) else (bits >> 16) | (0x40 if x != x else 0)


def _file(descr, shape, data):
    text = "{'descr': '%s', 'fortran_order': False, 'shape': %r, }" % (descr, tuple(map(int, shape)))
    text += " " * (-(len(text) + 11) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode("latin1") + data
