"""MindSpore behind the subject protocol: mindspore.common.initializer, and what layers start with."""
import mindspore
import numpy as np
from drawing import Layer, required, seed_or_fresh
from initgate_subject import quiet, serve
from mindspore import nn
from mindspore.common import initializer as init

DTYPES = {"float32": mindspore.float32, "float64": mindspore.float64, "float16": mindspore.float16}
NATIVE = "oi,oiw,oihw,oidhw"

# An initializer with the parameters that its contract has, and that contract.
INITIALIZERS = {
    "xavier_uniform": (lambda p: init.XavierUniform(p.get("gain", 1)), "torch:xavier_uniform_"),
    "xavier_normal": (lambda p: init.XavierNormal(p.get("gain", 1)), "torch:xavier_normal_"),
    "he_uniform": (lambda p: init.HeUniform(), "he_uniform"),
    "he_normal": (lambda p: init.HeNormal(), "he_normal"),
    "variance_scaling": (lambda p: init.VarianceScaling(**p), "keras:variance_scaling"),
    "uniform": (lambda p: init.Uniform(), "random_uniform(minval=-0.07, maxval=0.07)"),
    "normal": (lambda p: init.Normal(), "random_normal(stddev=0.01)"),
    "truncated_normal": (lambda p: init.TruncatedNormal(), "torch:trunc_normal_(std=0.01)"),
    "truncated_normal_1": (lambda p: init.TruncatedNormal(1.0), "torch:trunc_normal_"),
    "orthogonal": (lambda p: init.Orthogonal(p.get("gain", 1)), "orthogonal"),
    "sparse": (lambda p: init.Sparse(p["sparsity"], p["std"]), "torch:sparse_"),
    "dirac": (lambda p: init.Dirac(), "torch:dirac_"),
    "zeros": (lambda p: init.Zero(), "zeros"),
    "ones": (lambda p: init.One(), "ones"),
}


def reseed(seed):
    """MindSpore seeds its initializers by NumPy's generator."""
    seed = seed_or_fresh(seed)
    np.random.seed(seed)
    mindspore.set_seed(seed)


def of(name):
    def draw(shape, layout, dtype, seed, **params):
        required(layout, "o", *NATIVE.split(","))
        if dtype not in DTYPES:
            raise NotImplementedError(dtype)
        own = {key: params[key] for key in params if key not in ("initializer", "groups")}
        reseed(seed)
        return init.initializer(INITIALIZERS[name][0](own), list(shape), DTYPES[dtype]).init_data().asnumpy()

    return draw


def of_layer(module, name):
    def make(shape, groups, dtype, seed, **params):
        if dtype not in DTYPES:
            raise NotImplementedError(dtype)
        reseed(seed)
        return getattr(module(shape, groups, params, {"dtype": DTYPES[dtype]}), name).asnumpy()

    return make


def conv(kinds):
    def module(shape, groups, params, to):
        if len(shape) - 3 not in range(len(kinds)):
            raise NotImplementedError("convolution with %d axes" % len(shape))
        kernel = tuple(shape[2:]) if len(shape) > 3 else shape[2]
        return kinds[len(shape) - 3](shape[1] * groups, shape[0], kernel, group=groups, **to)

    return module


LAYERS = {
    "dense_default": (Layer(of_layer(lambda s, g, p, to: nn.Dense(s[1], s[0], **to), "weight"), "oi"), "torch:linear_default"),
    "dense_bias_default": (
        Layer(of_layer(lambda s, g, p, to: nn.Dense(int(p["fan_in"]), s[0], **to), "bias"), "o"),
        "torch:linear_bias_default",
    ),
    "conv_default": (
        Layer(of_layer(conv([nn.Conv1d, nn.Conv2d]), "weight"), "oihw,(go)ihw"), "torch:conv_default",
    ),
    "embedding_default": (
        Layer(of_layer(lambda s, g, p, to: nn.Embedding(s[0], s[1], **to), "embedding_table"), "oi"),
        "random_normal(stddev=0.01)",
    ),
}

if __name__ == "__main__":
    quiet()
    claims = {name: {"as": contract} for name, (_, contract) in INITIALIZERS.items()}
    claims["sparse"]["layout"] = "oi"
    claims["dirac"]["layout"] = "oiw,oihw,oidhw"
    claims.update({name: dict(layer.claim, **{"as": contract}) for name, (layer, contract) in LAYERS.items()})
    draws = {**{name: of(name) for name in INITIALIZERS}, **{name: layer.draw for name, (layer, _) in LAYERS.items()}}
    serve(
        draws, name="mindspore", version=mindspore.__version__, layout=NATIVE, claims=claims,
        # The distribution that it names by default is not the one that it draws.
        offered=[name for name in draws if name != "variance_scaling"],
    )
