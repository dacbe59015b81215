"""Paddle behind the subject protocol: paddle.nn.initializer, and what the layers of paddle.nn start with."""
import inspect

import paddle
from drawing import Layer, claims, required, seed_or_fresh
from initgate_subject import quiet, serve
from paddle.nn import initializer

NATIVE = "io,oiw,oihw,oidhw"

# The class of each name; fans of a matrix are read as inputs by outputs, of a kernel as outputs by inputs.
CLASSES = {
    "xavier_uniform": "XavierUniform", "xavier_normal": "XavierNormal", "kaiming_uniform": "KaimingUniform",
    "kaiming_normal": "KaimingNormal", "uniform": "Uniform", "normal": "Normal", "truncated_normal": "TruncatedNormal",
    "orthogonal": "Orthogonal", "dirac": "Dirac", "constant": "Constant",
}
KERNELS = "oiw,oihw,oidhw"

# Parameters that older versions have not, and the values that they mean.
NEW = {"gain": 1, "mode": "fan_in"}


def plain(tensor):
    """NumPy has no bfloat16: float32 holds every one of them."""
    return tensor.cast("float32").tolist() if tensor.dtype == paddle.bfloat16 else tensor.numpy()


def of_class(name):
    def draw(shape, layout, dtype, seed, **params):
        required(layout, *NATIVE.split(","))
        made = getattr(initializer, CLASSES[name])
        params = {key: params[key] for key in params if key not in ("initializer", "groups")}
        for key in [key for key in params if key not in inspect.signature(made).parameters]:
            if params.pop(key) != NEW.get(key):
                raise NotImplementedError("%s of %s" % (key, CLASSES[name]))
        paddle.seed(seed_or_fresh(seed))
        attribute = paddle.ParamAttr(initializer=made(**params))
        return plain(paddle.create_parameter(list(shape), dtype, attr=attribute))

    return draw


def of(layer, name):
    """A tensor of a new layer, in the default dtype."""

    def made(shape, groups, dtype, seed, **params):
        if dtype not in ("float32", "float64"):
            raise NotImplementedError(dtype)
        before = paddle.get_default_dtype()
        paddle.set_default_dtype(dtype)
        try:
            paddle.seed(seed_or_fresh(seed))
            return plain(getattr(layer(shape, groups), name))
        finally:
            paddle.set_default_dtype(before)

    return made


CONV = {1: paddle.nn.Conv1D, 2: paddle.nn.Conv2D, 3: paddle.nn.Conv3D}
TRANSPOSED = {1: paddle.nn.Conv1DTranspose, 2: paddle.nn.Conv2DTranspose, 3: paddle.nn.Conv3DTranspose}

LAYERS = {
    "linear_default": Layer(of(lambda s, g: paddle.nn.Linear(*s), "weight"), "io"),
    "bias_default": Layer(of(lambda s, g: paddle.nn.Linear(3, s[0]), "bias"), "o"),
    "conv_default": Layer(
        of(lambda s, g: CONV[len(s) - 2](s[1] * g, s[0], list(s[2:]), groups=g), "weight"),
        "oiw,oihw,oidhw,(go)iw,(go)ihw,(go)idhw",
    ),
    "conv_transpose_default": Layer(
        of(lambda s, g: TRANSPOSED[len(s) - 2](s[0], s[1], list(s[2:])), "weight"), "iow,iohw,iodhw",
    ),
    "embedding_default": Layer(of(lambda s, g: paddle.nn.Embedding(*s), "weight"), "io"),
}
for word, cell, gates in (
    ("rnn", paddle.nn.SimpleRNNCell, 1), ("gru", paddle.nn.GRUCell, 3), ("lstm", paddle.nn.LSTMCell, 4),
):
    LAYERS[word + "_default"] = Layer(
        of(lambda s, g, cell=cell, gates=gates: cell(s[1], s[0] // gates), "weight_ih"), "(go)i",
        **{"as": "torch:%s_default" % word}, groups=gates,
    )
    LAYERS[word + "_recurrent_default"] = Layer(
        of(lambda s, g, cell=cell, gates=gates: cell(3, s[0] // gates), "weight_hh"), "(go)i",
        **{"as": "torch:%s_recurrent_default" % word}, groups=gates,
        shapes=["%dx%d" % (gates * units, units) for units in (7, 90)],
    )

if __name__ == "__main__":
    quiet()
    paddle.set_device("cpu")
    serve(
        {**{name: of_class(name) for name in CLASSES}, **{name: layer.draw for name, layer in LAYERS.items()}},
        name="paddle", version=paddle.__version__, layout=NATIVE,
        claims={"dirac": {"as": "paddle:dirac", "layout": KERNELS}, **claims("paddle", LAYERS)},
    )
