"""MXNet behind the subject protocol: mxnet.init, and what the layers of gluon start with."""
import mxnet
import numpy as np
from drawing import Layer, required, seed_or_fresh
from initgate_subject import quiet, serve
from mxnet.gluon import nn

NATIVE = "oi,oiw,oihw,oidhw"

# An initializer, and its contract.
INITIALIZERS = {
    "xavier": (lambda p: mxnet.init.Xavier(), "glorot_uniform"),
    "xavier_gaussian": (lambda p: mxnet.init.Xavier("gaussian", "in", 2), "he_normal"),
    "msra_prelu": (lambda p: mxnet.init.MSRAPrelu("in", 0), "he_normal"),
    "uniform": (lambda p: mxnet.init.Uniform(), "random_uniform(minval=-0.07, maxval=0.07)"),
    "normal": (lambda p: mxnet.init.Normal(), "random_normal(stddev=0.01)"),
    "orthogonal": (lambda p: mxnet.init.Orthogonal(p.get("gain", 1)), "orthogonal"),
    "zeros": (lambda p: mxnet.init.Zero(), "zeros"),
    "ones": (lambda p: mxnet.init.One(), "ones"),
}


def reseed(seed):
    """A seed of MXNet has 31 bits; what its initializers take of NumPy is seeded too."""
    seed = seed_or_fresh(seed)
    np.random.seed(seed)
    mxnet.random.seed(seed)


def writable(dtype):
    if dtype == "bfloat16":
        raise NotImplementedError(dtype)
    return dtype


def of(name):
    def draw(shape, layout, dtype, seed, **params):
        required(layout, "o", *NATIVE.split(","))
        weight = mxnet.nd.zeros(shape, dtype=writable(dtype))
        reseed(seed)
        # By its name it is a weight, which biases are not drawn as.
        INITIALIZERS[name][0](params)(mxnet.init.InitDesc("w_weight"), weight)
        return weight.asnumpy()

    return draw


def of_gluon(module):
    def make(shape, groups, dtype, seed, **params):
        layer = module(shape)
        layer.cast(writable(dtype))
        reseed(seed)
        layer.initialize()
        return layer.weight.data().asnumpy()

    return make


LAYERS = {
    "dense_default": Layer(of_gluon(lambda s: nn.Dense(s[0], in_units=s[1])), "oi"),
    "conv_default": Layer(of_gluon(lambda s: nn.Conv2D(s[0], s[2:], in_channels=s[1])), "oihw"),
    "embedding_default": Layer(of_gluon(lambda s: nn.Embedding(s[0], s[1])), "oi"),
}

if __name__ == "__main__":
    quiet()
    claims = {name: {"as": contract} for name, (_, contract) in INITIALIZERS.items()}
    default = "random_uniform(minval=-0.07, maxval=0.07)"
    claims.update({name: dict(layer.claim, **{"as": default}) for name, layer in LAYERS.items()})
    draws = {**{name: of(name) for name in INITIALIZERS}, **{name: layer.draw for name, layer in LAYERS.items()}}
    serve(
        draws, name="mxnet", version=mxnet.__version__, layout=NATIVE, claims=claims,
        # Its orthogonal matrices are not Haar's.
        offered=[name for name in draws if name != "orthogonal"],
    )
