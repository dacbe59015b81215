"""Equinox behind the subject protocol: what its layers start with. It has no initializers of its own."""
import equinox
import jax.numpy as jnp
from drawing import Layer, claims
from initgate_subject import quiet, serve
from jax_subject import key_of, precision


def of(module, name):
    """A parameter of a new module, of nested names such as "query_proj.weight"."""

    def made(shape, groups, dtype, seed, **params):
        with precision(dtype):
            value = module(shape, groups, params, {"dtype": jnp.dtype(dtype), "key": key_of(seed)})
            for part in name.split("."):
                value = getattr(value, part)
            return value

    return made


def recurrent(cell, gates, name):
    """Input weights are those of the features, recurrent ones of the units."""
    return of(lambda s, g, p, to: cell(s[1] if name == "weight_ih" else 3, s[0] // gates, **to), name)


SPATIAL = "oiw,oihw,oidhw,(go)iw,(go)ihw,(go)idhw"

LAYERS = {
    "linear_default": Layer(of(lambda s, g, p, to: equinox.nn.Linear(s[1], s[0], **to), "weight"), "oi"),
    "linear_bias_default": Layer(
        of(lambda s, g, p, to: equinox.nn.Linear(int(p["fan_in"]), s[0], **to), "bias"), "o",
        **{"as": "torch:linear_bias_default"},
    ),
    "conv_default": Layer(
        of(lambda s, g, p, to: equinox.nn.Conv(len(s) - 2, s[1] * g, s[0], s[2:], groups=g, **to), "weight"), SPATIAL,
    ),
    "conv_transpose_default": Layer(
        of(lambda s, g, p, to: equinox.nn.ConvTranspose(len(s) - 2, s[1] * g, s[0], s[2:], groups=g, **to), "weight"),
        SPATIAL, **{"as": "equinox:conv_default"},
    ),
    "embedding_default": Layer(of(lambda s, g, p, to: equinox.nn.Embedding(*s, **to), "weight"), "io"),
    "attention_query_default": Layer(
        of(lambda s, g, p, to: equinox.nn.MultiheadAttention(1, s[1], qk_size=s[0], **to), "query_proj.weight"), "oi",
        **{"as": "equinox:linear_default"},
    ),
}
for word, cell, gates in (("gru", equinox.nn.GRUCell, 3), ("lstm", equinox.nn.LSTMCell, 4)):
    square = ["%dx%d" % (gates * units, units) for units in (7, 90)]
    LAYERS[word + "_default"] = Layer(
        recurrent(cell, gates, "weight_ih"), "(go)i", **{"as": "torch:%s_default" % word}, groups=gates,
    )
    LAYERS[word + "_recurrent_default"] = Layer(
        recurrent(cell, gates, "weight_hh"), "(go)i", **{"as": "torch:%s_recurrent_default" % word}, groups=gates,
        shapes=square,
    )

if __name__ == "__main__":
    quiet()
    serve(
        {name: layer.draw for name, layer in LAYERS.items()},
        name="equinox", version=equinox.__version__, layout="o,oi,oiw,oihw,oidhw", claims=claims("equinox", LAYERS),
    )
