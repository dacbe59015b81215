"""Chainer behind the subject protocol: chainer.initializers."""
import chainer
import numpy as np
from chainer import initializers
from drawing import required
from initgate_subject import quiet, serve

CLASSES = {
    "normal": "Normal", "uniform": "Uniform", "lecun_normal": "LeCunNormal", "lecun_uniform": "LeCunUniform",
    "glorot_normal": "GlorotNormal", "glorot_uniform": "GlorotUniform", "he_normal": "HeNormal",
    "he_uniform": "HeUniform", "orthogonal": "Orthogonal",
}


NATIVE = "oi,oiw,oihw,oidhw"


def of(name):
    def draw(shape, layout, dtype, seed, **params):
        required(layout, "o", *NATIVE.split(","))
        if dtype == "bfloat16":
            raise NotImplementedError(dtype)
        params = {key: params[key] for key in params if key not in ("initializer", "groups")}
        np.random.seed(seed)
        weight = np.empty(shape, dtype)
        getattr(initializers, CLASSES[name])(**params)(weight)
        return weight

    return draw


if __name__ == "__main__":
    quiet()
    serve({name: of(name) for name in CLASSES}, name="chainer", version=chainer.__version__, layout=NATIVE)
