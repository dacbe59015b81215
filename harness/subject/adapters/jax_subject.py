"""JAX behind the subject protocol: jax.nn.initializers, for weights of any layout without packed axes.

`--param device=cuda` draws on a GPU; without it, where JAX draws by itself.
"""
import contextlib

import jax
import jax.numpy as jnp
from drawing import axes, required, seed_or_fresh
from initgate_subject import quiet, serve

NATIVE = "io,wio,hwio,dhwio"

FANS = [
    "glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "lecun_normal", "variance_scaling",
]
FREE = ["normal", "truncated_normal", "uniform", "constant"]
FIXED = ["zeros", "ones"]


def key_of(seed):
    return jax.random.key(seed_or_fresh(seed))


def precision(dtype):
    """JAX has float64 only where it is enabled, which older versions do by jax.experimental."""
    if dtype != "float64":
        return contextlib.nullcontext()
    if hasattr(jax, "enable_x64"):
        return jax.enable_x64(True)
    from jax.experimental import enable_x64

    return enable_x64(True)


def on(device):
    """Where arrays are made."""
    return contextlib.nullcontext() if device is None else jax.default_device(jax.devices(device)[0])


def cuda_obstacle():
    try:
        return "" if jax.devices("cuda") else "none found"
    except RuntimeError as error:
        return "jax %s: %s" % (jax.__version__, str(error).split("\n")[0])


def initializers(module):
    """A draw function for each initializer of a module that has JAX's."""

    def drawn(make):
        def draw(shape, layout, dtype, seed, device=None, **params):
            params = {name: params[name] for name in params if name not in ("initializer", "groups")}
            with precision(dtype), on(device):
                return make(layout, params)(key_of(seed), shape, jnp.dtype(dtype))

        return draw

    def of_fans(name):
        def make(layout, params):
            axis = {"in_axis": axes(layout, "i"), "out_axis": axes(layout, "o"), "batch_axis": axes(layout, "g")}
            return getattr(module, name)(**params, **axis)

        return drawn(make)

    def orthogonal(layout, params):
        if len(axes(layout, "o")) != 1 or axes(layout, "g"):
            raise NotImplementedError("layout " + layout)
        return module.orthogonal(**params, column_axis=axes(layout, "o")[0])

    def delta_orthogonal(layout, params):
        required(layout, "wio", "hwio", "dhwio")
        return module.delta_orthogonal(**params)

    return {
        **{name: of_fans(name) for name in FANS},
        **{make.__name__: drawn(make) for make in (orthogonal, delta_orthogonal)},
        **{name: drawn(lambda layout, params, name=name: getattr(module, name)(**params)) for name in FREE},
        **{name: drawn(lambda layout, params, name=name: getattr(module, name)) for name in FIXED},
    }


if __name__ == "__main__":
    quiet()
    serve(
        initializers(jax.nn.initializers), name="jax", version=jax.__version__, layout=NATIVE,
        options={"device": {"cpu": "", "cuda": cuda_obstacle()}},
    )
