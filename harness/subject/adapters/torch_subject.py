"""PyTorch behind the subject protocol: torch.nn.init, and the defaults that layers start with.

One JSON request a line on standard input; one .npy, or one JSON line with an error, each on standard output.
"""
import inspect
import json
import sys

import numpy
import torch
from torch import nn

LAYOUTS = {"o": 1, "oi": 2, "oiw": 3, "oihw": 4, "oidhw": 5, "(go)i": 2, "(go)iw": 3, "(go)ihw": 4, "(go)idhw": 5}
DTYPES = {"float32": torch.float32, "float64": torch.float64, "float16": torch.float16, "bfloat16": torch.bfloat16}

# The plain contracts that torch.nn.init has a function for, and the arguments that make it so.
PLAIN = {
    "glorot_uniform": ("xavier_uniform_", {}),
    "glorot_normal": ("xavier_normal_", {}),
    "he_uniform": ("kaiming_uniform_", {"nonlinearity": "relu"}),
    "he_normal": ("kaiming_normal_", {"nonlinearity": "relu"}),
    "random_uniform": ("uniform_", {"minval": "a", "maxval": "b"}),
    "random_normal": ("normal_", {"mean": "mean", "stddev": "std"}),
    "zeros": ("zeros_", {}),
    "ones": ("ones_", {}),
    "constant": ("constant_", {"value": "val"}),
    "orthogonal": ("orthogonal_", {}),
    "dirac": ("dirac_", {}),
}
NATIVE = [
    "xavier_uniform_", "xavier_normal_", "kaiming_uniform_", "kaiming_normal_", "uniform_", "normal_", "trunc_normal_",
    "orthogonal_", "zeros_", "ones_",
]


def linear(shape, groups):
    return nn.Linear(shape[1], shape[0]).weight


def conv(shape, groups):
    layer = {3: nn.Conv1d, 4: nn.Conv2d, 5: nn.Conv3d}[len(shape)]
    return layer(shape[1] * groups, shape[0], tuple(shape[2:]), groups=groups).weight


def embedding(shape, groups):
    return nn.Embedding(shape[0], shape[1]).weight


def packed_projection(shape, groups):
    if groups != 3 or shape[0] != 3 * shape[1]:
        raise ValueError("MultiheadAttention packs three square projections")
    return nn.MultiheadAttention(shape[1], 1).in_proj_weight


LAYERS = {
    "linear_default": (linear, {2}),
    "conv_default": (conv, {3, 4, 5}),
    "embedding_default": (embedding, {2}),
    "mha_in_proj": (packed_projection, {2}),
}


def translated(name, params):
    """The torch function, and its own names for the parameters."""
    if name not in PLAIN:
        return name, dict(params)
    function, words = PLAIN[name]
    fixed = {key: value for key, value in words.items() if key == "nonlinearity"}
    return function, {**fixed, **{words.get(key, key): value for key, value in params.items()}}


def draw(ask):
    name, shape, layout = ask["initializer"], ask["shape"], ask["layout"]
    if LAYOUTS.get(layout) != len(shape):
        raise NotImplementedError("layout " + layout)
    if name in LAYERS:
        layer, axes = LAYERS[name]
        if len(shape) not in axes:
            raise NotImplementedError("%s with %d axes" % (name, len(shape)))
        return layer(shape, ask["groups"]).detach().to(DTYPES[ask["dtype"]])
    name, params = translated(name, ask["params"])
    if name not in NATIVE and name not in ("constant_", "dirac_", "eye_", "sparse_"):
        raise NotImplementedError(name)
    if name.startswith("kaiming") and "nonlinearity" not in params:
        params["nonlinearity"] = "leaky_relu"
    if name == "dirac_" and ask["groups"] > 1:
        params["groups"] = ask["groups"]
    function = getattr(nn.init, name)
    known = inspect.signature(function).parameters
    return function(torch.empty(shape, dtype=DTYPES[ask["dtype"]]), **{k: v for k, v in params.items() if k in known})


def answer(ask):
    if ask.get("describe"):
        names = NATIVE + ["linear_default", "conv_default", "embedding_default"]
        return {"name": "torch", "version": torch.__version__, "layout": "oi,oiw,oihw,oidhw", "initializers": names}
    if ask["seed"] is None:
        torch.seed()
    else:
        torch.manual_seed(ask["seed"])
    try:
        with torch.no_grad():
            return draw(ask)
    except (NotImplementedError, ValueError, TypeError, RuntimeError) as error:
        return {"id": ask["id"], "error": "unsupported: " + str(error).split("\n")[0]}


def main():
    torch.set_num_threads(1)
    out = sys.stdout.buffer
    for line in sys.stdin:
        reply = answer(json.loads(line))
        if isinstance(reply, dict):
            out.write((json.dumps(reply) + "\n").encode())
        elif reply.dtype == torch.bfloat16:
            numpy.save(out, reply.contiguous().view(torch.int16).numpy().view("<V2"))
        else:
            numpy.save(out, reply.contiguous().numpy())
        out.flush()


main()
