"""How to write a subject: NumPy behind the protocol, the plain contracts by their textbook formulas."""
import json
import sys

import numpy as np

VARIANCES = {
    "glorot": lambda fan_in, fan_out: 2 / (fan_in + fan_out),
    "he": lambda fan_in, fan_out: 2 / fan_in,
    "lecun": lambda fan_in, fan_out: 1 / fan_in,
}


def draw(ask):
    scheme, _, law = ask["initializer"].partition("_")
    shape, layout = ask["shape"], ask["layout"]
    if scheme not in VARIANCES or law not in ("uniform", "normal") or not layout.isalpha() or "g" in layout:
        return None
    sizes = dict(zip(layout, shape))
    inputs, outputs = sizes.get("i", 1), sizes.get("o", 1)
    field = np.prod(shape, dtype=float) / (inputs * outputs) if inputs * outputs else 1
    sd = np.sqrt(VARIANCES[scheme](inputs * field, outputs * field))
    rng = np.random.default_rng(ask["seed"])
    limit = np.sqrt(3) * sd
    weight = rng.normal(0, sd, shape) if law == "normal" else rng.uniform(-limit, limit, shape)
    return weight.astype(ask["dtype"])


for line in sys.stdin:
    ask = json.loads(line)
    if ask.get("describe"):
        names = [scheme + law for scheme in VARIANCES for law in ("_uniform", "_normal")]
        reply = {"name": "numpy", "version": np.__version__, "layout": "io,wio,hwio,dhwio", "initializers": names}
    else:
        weight = draw(ask) if ask["dtype"] != "bfloat16" else None
        reply = {"id": ask["id"], "error": "unsupported: " + ask["initializer"]} if weight is None else None
    if reply is None:
        np.save(sys.stdout.buffer, weight)
        sys.stdout.buffer.flush()
    else:
        print(json.dumps(reply), flush=True)
