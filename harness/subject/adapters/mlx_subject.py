"""MLX behind the subject protocol: mlx.nn.init, and what the layers of mlx.nn start with."""
from importlib.metadata import version

import mlx.core as mx
import mlx.nn as nn
from drawing import Layer, claims, required, seed_or_fresh
from initgate_subject import quiet, serve

# Kernels are stored with their inputs last.
NATIVE = "oi,owi,ohwi,odhwi"
DTYPES = {"float32": mx.float32, "float16": mx.float16, "bfloat16": mx.bfloat16}

# The parameters that an initializer takes when it is made; what is left it takes with the weight.
MADE_WITH = {
    "constant": ("value",), "normal": ("mean", "std"), "uniform": ("low", "high"), "identity": (),
    "glorot_normal": (), "glorot_uniform": (), "he_normal": (), "he_uniform": (),
    "sparse": ("sparsity", "std"), "orthogonal": ("gain",),
}
# Of matrices alone, and of square ones.
FLAT = {"identity": {"shapes": ["5x5", "130x130"]}, "sparse": {}, "orthogonal": {}}


def plain(tensor):
    """NumPy has no bfloat16: float32 holds every one of them, and the answer takes back the dtype that was asked for."""
    if tensor.dtype == mx.bfloat16:
        tensor = tensor.astype(mx.float32)
        return Listed(tensor)
    return memoryview(tensor)


class Listed(list):
    """A tensor as nested lists, with its shape."""

    def __init__(self, tensor):
        super().__init__(tensor.tolist())
        self.shape = tuple(tensor.shape)


def dtype_of(name):
    if name not in DTYPES:
        raise NotImplementedError(name)
    return DTYPES[name]


def of_init(name):
    def draw(shape, layout, dtype, seed, **params):
        required(layout, *NATIVE.split(","))
        to = {key: params[key] for key in MADE_WITH[name] if key in params}
        given = {key: params[key] for key in params if key in ("gain", "mode") and key not in to}
        mx.random.seed(seed_or_fresh(seed))
        blank = mx.zeros(shape, dtype=dtype_of(dtype))
        return plain(getattr(nn.init, name)(**to, dtype=dtype_of(dtype))(blank, **given))

    return draw


def of(layer, name):
    """A tensor of a new layer, which MLX makes in float32."""

    def made(shape, groups, dtype, seed, **params):
        if dtype != "float32":
            raise NotImplementedError(dtype)
        mx.random.seed(seed_or_fresh(seed))
        return plain(getattr(layer(shape, groups, params), name))

    return made


CONV = {1: nn.Conv1d, 2: nn.Conv2d, 3: nn.Conv3d}
TRANSPOSED = {1: nn.ConvTranspose1d, 2: nn.ConvTranspose2d, 3: nn.ConvTranspose3d}


def conv(shape, groups, params):
    kernel = shape[1:-1]
    grouped = {"groups": groups} if groups > 1 else {}
    return CONV[len(kernel)](shape[-1] * groups, shape[0], kernel[0] if len(kernel) == 1 else kernel, **grouped)


def conv_transpose(shape, groups, params):
    kernel = shape[1:-1]
    return TRANSPOSED[len(kernel)](shape[-1], shape[0], kernel[0] if len(kernel) == 1 else kernel)


LAYERS = {
    "linear_default": Layer(of(lambda s, g, p: nn.Linear(s[1], s[0]), "weight"), "oi"),
    "linear_bias_default": Layer(
        of(lambda s, g, p: nn.Linear(int(p["fan_in"]), s[0]), "bias"), "o", **{"as": "torch:linear_bias_default"},
    ),
    "conv_default": Layer(of(conv, "weight"), "owi,ohwi,odhwi,(go)wi,(go)hwi"),
    "conv_transpose_default": Layer(of(conv_transpose, "weight"), "owi,ohwi,odhwi", **{"as": "mlx:conv_default"}),
    # A row of n features has variance 1 / n.
    "embedding_default": Layer(
        of(lambda s, g, p: nn.Embedding(*s), "weight"), "io",
        **{"as": "variance_scaling(scale=1, mode=fan_out, distribution=normal)"},
    ),
}
for word, layer, gates, names in (
    ("rnn", nn.RNN, 1, ("Wxh", "Whh")), ("gru", nn.GRU, 3, ("Wx", "Wh")), ("lstm", nn.LSTM, 4, ("Wx", "Wh")),
):
    LAYERS[word + "_default"] = Layer(
        of(lambda s, g, p, layer=layer, gates=gates: layer(s[1], s[0] // gates), names[0]), "(go)i",
        **{"as": "torch:%s_default" % word}, groups=gates,
    )
    LAYERS[word + "_recurrent_default"] = Layer(
        of(lambda s, g, p, layer=layer, gates=gates: layer(3, s[0] // gates), names[1]), "(go)i",
        **{"as": "torch:%s_recurrent_default" % word}, groups=gates,
        shapes=["%dx%d" % (gates * units, units) for units in (7, 90)],
    )

if __name__ == "__main__":
    quiet()
    serve(
        {**{name: of_init(name) for name in MADE_WITH}, **{name: layer.draw for name, layer in LAYERS.items()}},
        name="mlx", version=version("mlx"), layout=NATIVE,
        claims={
            **{name: dict(claim, layout="oi", **{"as": "mlx:" + name}) for name, claim in FLAT.items()},
            **claims("mlx", LAYERS),
        },
    )
