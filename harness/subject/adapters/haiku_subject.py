"""Haiku behind the subject protocol: hk.initializers, and what its layers start with."""
import haiku
import jax.numpy as jnp
from drawing import Layer, claims, required
from initgate_subject import quiet, serve
from jax_subject import NATIVE, key_of, precision

# The class of each name; fans are read from the last two axes.
CLASSES = {
    "constant": "Constant", "random_uniform": "RandomUniform", "random_normal": "RandomNormal",
    "truncated_normal": "TruncatedNormal", "variance_scaling": "VarianceScaling", "uniform_scaling": "UniformScaling",
    "orthogonal": "Orthogonal", "identity": "Identity",
}


def of_class(name):
    def draw(shape, layout, dtype, seed, **params):
        required(layout, *NATIVE.split(","))
        params = {key: params[key] for key in params if key not in ("initializer", "groups")}
        initializer = getattr(haiku.initializers, CLASSES[name])(**params)
        with precision(dtype):
            drawn = haiku.transform(lambda: initializer(shape, jnp.dtype(dtype)))
            return drawn.apply({}, key_of(seed))

    return draw


def of_module(module, inputs, name):
    """A parameter of a new module, called once so that it has its shape."""

    def made(shape, groups, dtype, seed, **params):
        with precision(dtype):
            net = haiku.transform(lambda x: module(shape, groups)(x))
            state = net.init(key_of(seed), inputs(shape, groups, jnp.dtype(dtype)))
            return next(iter(state.values()))[name]

    return made


def image(shape, groups, dtype):
    """An input that holds one kernel."""
    return jnp.zeros((1, *shape[:-2], shape[-2] * groups), dtype)


CONV = {1: haiku.Conv1D, 2: haiku.Conv2D, 3: haiku.Conv3D}
TRANSPOSED = {1: haiku.Conv1DTranspose, 2: haiku.Conv2DTranspose, 3: haiku.Conv3DTranspose}

LAYERS = {
    "linear_default": Layer(
        of_module(lambda s, g: haiku.Linear(s[1]), lambda s, g, dtype: jnp.zeros((1, s[0]), dtype), "w"), "io",
    ),
    "bias_default": Layer(
        of_module(lambda s, g: haiku.Linear(s[0]), lambda s, g, dtype: jnp.zeros((1, 3), dtype), "b"), "o",
    ),
    "conv_default": Layer(
        of_module(lambda s, g: CONV[len(s) - 2](s[-1], s[:-2], feature_group_count=g), image, "w"),
        "wio,hwio,dhwio,wi(go),hwi(go),dhwi(go)",
    ),
    "conv_transpose_default": Layer(
        of_module(
            lambda s, g: TRANSPOSED[len(s) - 2](s[-2], s[:-2]),
            lambda s, g, dtype: jnp.zeros((1, *s[:-2], s[-1]), dtype), "w",
        ), "woi,hwoi,dhwoi", **{"as": "haiku:conv_default"},
    ),
    "embedding_default": Layer(
        of_module(lambda s, g: haiku.Embed(*s), lambda s, g, dtype: jnp.zeros((1,), int), "embeddings"), "io",
    ),
}

if __name__ == "__main__":
    quiet()
    serve(
        {**{name: of_class(name) for name in CLASSES}, **{name: layer.draw for name, layer in LAYERS.items()}},
        name="haiku", version=haiku.__version__, layout=NATIVE,
        claims={"identity": {"as": "haiku:identity", "layout": "io"}, **claims("haiku", LAYERS)},
    )
