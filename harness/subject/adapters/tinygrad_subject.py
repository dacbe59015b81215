"""tinygrad behind the subject protocol: the random constructors of Tensor, and what the layers of tinygrad.nn start with."""
from importlib.metadata import version

from drawing import Layer, claims, required, seed_or_fresh
from initgate_subject import quiet, serve
from tinygrad import Tensor, dtypes, nn

NATIVE = "oi,oiw,oihw,oidhw"
DTYPES = {"float32": dtypes.float32, "float16": dtypes.float16, "bfloat16": dtypes.bfloat16, "float64": dtypes.float64}
NAMES = ("uniform", "normal", "scaled_uniform", "glorot_uniform", "kaiming_uniform", "kaiming_normal")


def plain(tensor, dtype="float32"):
    """NumPy has no bfloat16: float32 holds every one of them."""
    return tensor.float().tolist() if dtype == "bfloat16" else tensor.numpy()


def of_tensor(name):
    def draw(shape, layout, dtype, seed, **params):
        required(layout, *NATIVE.split(","))
        params = {key: params[key] for key in params if key not in ("initializer", "groups")}
        Tensor.manual_seed(seed_or_fresh(seed))
        return plain(getattr(Tensor, name)(*shape, **params, dtype=DTYPES[dtype]), dtype)

    return draw


def of(layer, name):
    """A tensor of a new layer, which tinygrad makes in its default dtype, float32."""

    def made(shape, groups, dtype, seed, **params):
        if dtype != "float32":
            raise NotImplementedError(dtype)
        Tensor.manual_seed(seed_or_fresh(seed))
        return plain(getattr(layer(shape, groups, params), name))

    return made


def conv(shape, groups, params):
    return nn.Conv2d(shape[1] * groups, shape[0], shape[2:], groups=groups)


LAYERS = {
    "linear_default": Layer(of(lambda s, g, p: nn.Linear(s[1], s[0]), "weight"), "oi"),
    "linear_bias_default": Layer(
        of(lambda s, g, p: nn.Linear(int(p["fan_in"]), s[0]), "bias"), "o", **{"as": "torch:linear_bias_default"},
    ),
    "conv_default": Layer(of(conv, "weight"), "oiw,oihw,oidhw,(go)iw,(go)ihw,(go)idhw"),
    "embedding_default": Layer(of(lambda s, g, p: nn.Embedding(*s), "weight"), "io"),
    "lstm_default": Layer(
        of(lambda s, g, p: nn.LSTMCell(s[1], s[0] // 4), "weight_ih"), "(go)i", **{"as": "torch:lstm_default"},
        groups=4,
    ),
}

if __name__ == "__main__":
    quiet()
    serve(
        {**{name: of_tensor(name) for name in NAMES}, **{name: layer.draw for name, layer in LAYERS.items()}},
        name="tinygrad", version=version("tinygrad"), layout=NATIVE, claims=claims("tinygrad", LAYERS),
    )
