"""Flax behind the subject protocol: flax.linen.initializers, and what the layers of linen and nnx start with."""
import flax
import jax.numpy as jnp
import numpy as np
from drawing import Layer, claims
from flax import linen, nnx
from initgate_subject import quiet, serve
from jax_subject import NATIVE, initializers, key_of, precision

SPATIAL = "wio,hwio,dhwio,wi(go),hwi(go),dhwi(go)"


def of_linen(module, inputs, name, method=None):
    """A parameter of a new linen module, of nested names such as "query.kernel"."""

    def made(shape, groups, dtype, seed, **params):
        with precision(dtype):
            to = {"param_dtype": jnp.dtype(dtype)}
            layer = module(shape, groups, to)
            given = inputs(shape, groups)
            given = given if isinstance(given, tuple) else (given,)
            value = layer.lazy_init(key_of(seed), *given)["params"]
            for part in name.split("."):
                value = value[part]
            return value

    return made


def of_nnx(module, name):
    """A parameter of a new nnx module."""

    def made(shape, groups, dtype, seed, **params):
        with precision(dtype):
            value = module(shape, groups, {"param_dtype": jnp.dtype(dtype), "rngs": nnx.Rngs(key_of(seed))})
            for part in name.split("."):
                value = getattr(value, part)
            return value[...]

    return made


def image(shape, groups):
    """An input that holds one kernel."""
    return np.zeros((1, *shape[:-2], shape[-2] * groups))


def recurrent(cell, name):
    """A kernel of a recurrent cell; its input kernels are those of the features, its recurrent ones of the units."""

    def inputs(shape, groups):
        units = shape[1]
        state = np.zeros((1, units))
        features = 3 if name.startswith("h") else shape[0]
        return ((state, state) if "LSTM" in cell.__name__ else state), np.zeros((1, features))

    return of_linen(lambda shape, groups, to: cell(shape[1], **to), inputs, name + ".kernel")


ATTENTION = linen.MultiHeadDotProductAttention

LAYERS = {
    "dense_default": Layer(
        of_linen(lambda s, g, to: linen.Dense(s[1], **to), lambda s, g: np.zeros((1, s[0])), "kernel"), "io",
    ),
    "conv_default": Layer(
        of_linen(lambda s, g, to: linen.Conv(s[-1], s[:-2], feature_group_count=g, **to), image, "kernel"), SPATIAL,
    ),
    "conv_transpose_default": Layer(
        of_linen(lambda s, g, to: linen.ConvTranspose(s[-1], s[:-2], **to), image, "kernel"), "wio,hwio,dhwio",
        **{"as": "flax:conv_default"},
    ),
    "embedding_default": Layer(
        of_linen(lambda s, g, to: linen.Embed(*s, **to), lambda s, g: np.zeros(1, int), "embedding"), "oi",
    ),
    "bias_default": Layer(
        of_linen(lambda s, g, to: linen.Dense(s[0], **to), lambda s, g: np.zeros((1, 3)), "bias"), "o",
    ),
    "attention_query_default": Layer(
        of_linen(
            lambda s, g, to: ATTENTION(num_heads=s[1], qkv_features=s[1] * s[2], **to),
            lambda s, g: np.zeros((1, 1, s[0])), "query.kernel",
        ), "ioo", **{"as": "flax:dense_default"}, shapes=["12x4x5", "300x10x50"],
    ),
    "attention_out_default": Layer(
        of_linen(
            lambda s, g, to: ATTENTION(num_heads=s[0], qkv_features=s[0] * s[1], out_features=s[2], **to),
            lambda s, g: np.zeros((1, 1, 8)), "out.kernel",
        ), "iio", **{"as": "flax:dense_default"}, shapes=["4x5x12", "10x50x300"],
    ),
    "lstm_default": Layer(recurrent(linen.LSTMCell, "ii"), "io", **{"as": "flax:dense_default"}),
    "lstm_recurrent_default": Layer(
        recurrent(linen.LSTMCell, "hi"), "io", **{"as": "flax:orthogonal"}, shapes=["7x7", "200x200"],
    ),
    "gru_default": Layer(recurrent(linen.GRUCell, "in"), "io", **{"as": "flax:dense_default"}),
    "gru_recurrent_default": Layer(
        recurrent(linen.GRUCell, "hn"), "io", **{"as": "flax:orthogonal"}, shapes=["7x7", "200x200"],
    ),
    "nnx_linear_default": Layer(
        of_nnx(lambda s, g, to: nnx.Linear(*s, **to), "kernel"), "io", **{"as": "flax:dense_default"},
    ),
    "nnx_conv_default": Layer(
        of_nnx(lambda s, g, to: nnx.Conv(s[-2] * g, s[-1], s[:-2], feature_group_count=g, **to), "kernel"), SPATIAL,
        **{"as": "flax:conv_default"},
    ),
    "nnx_embedding_default": Layer(
        of_nnx(lambda s, g, to: nnx.Embed(*s, **to), "embedding"), "oi", **{"as": "flax:embedding_default"},
    ),
    "nnx_lstm_default": Layer(
        of_nnx(lambda s, g, to: nnx.LSTMCell(s[0], s[1], **to), "ii.kernel"), "io", **{"as": "flax:dense_default"},
    ),
}

if __name__ == "__main__":
    quiet()
    serve(
        {**initializers(linen.initializers), **{name: layer.draw for name, layer in LAYERS.items()}},
        name="flax", version=flax.__version__, layout=NATIVE,
        claims=claims("flax", LAYERS),
    )
