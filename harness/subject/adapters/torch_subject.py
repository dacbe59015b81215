"""PyTorch behind the subject protocol: torch.nn.init, and the weights and biases that layers start with.

`--param device=cuda` draws on a GPU; `--param via=...` draws by one of torch_ways.
"""
import torch
from initgate_subject import quiet, serve
from torch import nn
from torch_ways import DTYPES, WAYS, cuda_obstacle, reseed

NATIVE = "o,oi,oiw,oihw,oidhw"

INIT = [
    "xavier_uniform_", "xavier_normal_", "kaiming_uniform_", "kaiming_normal_", "uniform_", "normal_", "trunc_normal_",
    "orthogonal_", "sparse_", "eye_", "dirac_", "zeros_", "ones_", "constant_",
]

# The plain contracts that torch.nn.init has a function for: its name, and its own words for the parameters.
PLAIN = {
    "glorot_uniform": lambda p: ("xavier_uniform_", {}),
    "glorot_normal": lambda p: ("xavier_normal_", {}),
    "he_uniform": lambda p: ("kaiming_uniform_", {"nonlinearity": "relu"}),
    "he_normal": lambda p: ("kaiming_normal_", {"nonlinearity": "relu"}),
    "random_uniform": lambda p: ("uniform_", {"a": p["minval"], "b": p["maxval"]}),
    "random_normal": lambda p: ("normal_", {"mean": p["mean"], "std": p["stddev"]}),
    "truncated_normal": lambda p: ("trunc_normal_", {
        "mean": p["mean"], "std": p["stddev"],
        "a": p["mean"] - p["bound"] * p["stddev"], "b": p["mean"] + p["bound"] * p["stddev"],
    }),
    "orthogonal": lambda p: ("orthogonal_", {"gain": p["gain"]}),
    "constant": lambda p: ("constant_", {"val": p["value"]}),
    "zeros": lambda p: ("zeros_", {}),
    "ones": lambda p: ("ones_", {}),
    "dirac": lambda p: ("dirac_", {}),
}


def of_rank(classes, shape):
    if len(shape) - 3 not in range(3):
        raise NotImplementedError("convolution with %d axes" % len(shape))
    return classes[len(shape) - 3]


def conv(s, g, p, **to):
    return of_rank([nn.Conv1d, nn.Conv2d, nn.Conv3d], s)(s[1] * g, s[0], tuple(s[2:]), groups=g, **to).weight


def conv_transpose(s, g, p, **to):
    layer = of_rank([nn.ConvTranspose1d, nn.ConvTranspose2d, nn.ConvTranspose3d], s)
    return layer(s[0], s[1] * g, tuple(s[2:]), groups=g, **to).weight


def conv_bias(s, g, p, **to):
    """The kernel has 4 positions where they divide the fan."""
    n = int(p["fan_in"])
    return (nn.Conv2d(n // 4, s[0], 2, **to) if n % 4 == 0 else nn.Conv2d(n, s[0], 1, **to)).bias


def recurrent(kind, gates, tensor):
    def make(s, g, p, **to):
        hidden = s[0] // gates
        inputs = s[1] if tensor == "weight_ih_l0" else 3
        if g != gates:
            raise NotImplementedError("%s with %d gates" % (kind.__name__, g))
        return getattr(kind(inputs, hidden, **to), tensor)
    return make


def attention(tensor):
    def make(s, g, p, **to):
        kdim, bias_kv = (s[1], False) if tensor == "k_proj_weight" else (None, tensor == "bias_k")
        embed = s[0] if tensor == "k_proj_weight" else s[-1]
        layer = nn.MultiheadAttention(embed, 1, kdim=kdim, add_bias_kv=bias_kv, **to)
        for name in tensor.split("."):
            layer = getattr(layer, name)
        if layer is None:
            raise NotImplementedError(tensor + " apart where keys are as wide as queries")
        return layer
    return make


# What a layer is made by, and what its name claims: the layouts that the framework stores.
LAYERS = {
    "linear_default": (lambda s, g, p, **to: nn.Linear(s[1], s[0], **to).weight, {"layout": "oi"}),
    "linear_bias_default": (lambda s, g, p, **to: nn.Linear(int(p["fan_in"]), s[0], **to).bias, {"layout": "o"}),
    "conv_default": (conv, {"layout": "oiw,oihw,oidhw"}),
    "conv_bias_default": (conv_bias, {"layout": "o"}),
    "conv_transpose_default": (conv_transpose, {"layout": "iow,iohw,iodhw"}),
    "bilinear_default": (lambda s, g, p, **to: nn.Bilinear(s[1], s[2], s[0], **to).weight, {"layout": "oig"}),
    "embedding_default": (lambda s, g, p, **to: nn.Embedding(s[0], s[1], **to).weight, {"layout": "oi"}),
    "mha_in_proj": (attention("in_proj_weight"), {"layout": "(go)i", "groups": 3, "shapes": ["21x7", "900x300"]}),
    "mha_separate_proj": (attention("k_proj_weight"), {"layout": "oi", "shapes": ["5x3", "300x500"]}),
    "mha_out_proj": (attention("out_proj.weight"), {"layout": "oi", "shapes": ["7x7", "200x200"]}),
    "mha_bias_kv": (attention("bias_k"), {"layout": "oiw", "shapes": ["1x1x64"]}),
    "mha_bias_default": (attention("out_proj.bias"), {"layout": "o"}),
    "norm_weight_default": (lambda s, g, p, **to: nn.LayerNorm(s, **to).weight, {"layout": "o"}),
    "norm_bias_default": (lambda s, g, p, **to: nn.LayerNorm(s, **to).bias, {"layout": "o"}),
}
for word, kind, gates in (("rnn", nn.RNN, 1), ("gru", nn.GRU, 3), ("lstm", nn.LSTM, 4)):
    square = ["%dx%d" % (gates * hidden, hidden) for hidden in (7, 90)]
    LAYERS[word + "_default"] = (recurrent(kind, gates, "weight_ih_l0"), {"layout": "(go)i", "groups": gates})
    LAYERS[word + "_recurrent_default"] = (
        recurrent(kind, gates, "weight_hh_l0"), {"layout": "(go)i", "groups": gates, "shapes": square},
    )
    LAYERS[word + "_bias_default"] = (recurrent(kind, gates, "bias_ih_l0"), {"layout": "(go)", "groups": gates})

# What fails only because the framework draws otherwise is asked for by name, not where nobody says what.
NOT_OFFERED = ["mha_in_proj"]


def stored_so(name, layout):
    """Whether a layer stores its tensor in this layout; torch.nn.init takes any, and means oi, oihw by it."""
    if name not in LAYERS:
        return True
    known = LAYERS[name][1]["layout"].split(",")
    if name in ("conv_default", "conv_transpose_default"):
        known += [each.replace("oi", "(go)i").replace("io", "(gi)o") for each in known]
    return layout in known


def of_layer(name):
    make = LAYERS[name][0]

    def draw(shape, layout, groups, dtype, seed, device="cpu", via="eager", **params):
        if not stored_so(name, layout):
            raise NotImplementedError("layout " + layout)
        if via != "eager":
            raise NotImplementedError("a layer via " + via)
        reseed(seed, device)
        weight = make(list(shape), groups, params, dtype=DTYPES[dtype], device=device).detach()
        if tuple(weight.shape) != shape:
            raise NotImplementedError("shape %s, but %s" % (list(shape), list(weight.shape)))
        return weight

    return draw


def of_init(name):
    def draw(shape, layout, groups, dtype, seed, device="cpu", via="eager", **params):
        params.pop("initializer")
        own, params = PLAIN[name](params) if name in PLAIN else (name, params)
        if own == "dirac_" and groups > 1:
            params = {"groups": groups}
        return WAYS[via].draw(own, shape, dtype, seed, device, params)

    return draw


def answering(draw):
    """What PyTorch refuses is unsupported, in the first line of its words."""

    def answer(**ask):
        try:
            with torch.no_grad():
                return draw(**ask)
        except (ValueError, TypeError, RuntimeError, AttributeError, KeyError) as error:
            raise NotImplementedError(str(error).split("\n")[0]) from error

    return answer


if __name__ == "__main__":
    quiet()
    torch.set_num_threads(1)
    draws = {**{name: of_init(name) for name in INIT + list(PLAIN)}, **{name: of_layer(name) for name in LAYERS}}
    claims = {name: dict(words, **{"as": "torch:" + name}) for name, (_, words) in LAYERS.items()}
    claims["eye_"] = claims["sparse_"] = {"layout": "oi"}
    claims["dirac_"] = {"layout": "oiw,oihw,oidhw"}
    serve(
        {name: answering(draw) for name, draw in draws.items()},
        name="torch", version=torch.__version__, layout=NATIVE, claims=claims,
        offered=INIT + [name for name in LAYERS if name not in NOT_OFFERED],
        options={
            "device": {"cpu": "", "cuda": cuda_obstacle()},
            "via": {word: way.obstacle() for word, way in WAYS.items()},
        },
    )
