"""Keras 3 behind the subject protocol: keras.initializers, and what its layers start with, on the backend that it has."""
import importlib.util
import os

from drawing import Layer, claims, required, seed_or_fresh
from initgate_subject import quiet, serve

BACKENDS = ("tensorflow", "jax", "torch", "numpy")
NATIVE = "io,wio,hwio,dhwio"

# The class of each name; fans are read from the last two axes.
CLASSES = {
    "glorot_uniform": "GlorotUniform", "glorot_normal": "GlorotNormal", "he_uniform": "HeUniform",
    "he_normal": "HeNormal", "lecun_uniform": "LecunUniform", "lecun_normal": "LecunNormal",
    "variance_scaling": "VarianceScaling", "random_normal": "RandomNormal", "random_uniform": "RandomUniform",
    "truncated_normal": "TruncatedNormal", "orthogonal": "Orthogonal", "identity": "Identity",
    "zeros": "Zeros", "ones": "Ones", "constant": "Constant",
}
SEEDLESS = ("identity", "zeros", "ones", "constant")


def initializers(module):
    """A draw function for each class of a module that has Keras' initializers."""

    def of_class(name):
        def draw(shape, layout, dtype, seed, **params):
            required(layout, *NATIVE.split(","))
            params = {key: params[key] for key in params if key not in ("initializer", "groups")}
            if name not in SEEDLESS:
                params["seed"] = seed_or_fresh(seed, 16)
            return plain(getattr(module, CLASSES[name])(**params)(shape, dtype=dtype))

        return draw

    return {name: of_class(name) for name in CLASSES}


def plain(tensor):
    """An array of NumPy, or a tensor of PyTorch, that the helper reads."""
    return tensor if hasattr(tensor, "detach") else importlib.import_module("keras").ops.convert_to_numpy(tensor)


def layers(keras):
    """The layers of keras.layers: how one is made whose tensor has a shape, and the layout that it stores it in."""

    def of(layer, inputs, at=0):
        def made(shape, groups, dtype, seed, **params):
            keras.utils.set_random_seed(seed_or_fresh(seed))
            new = layer(shape, groups, {"dtype": dtype})
            new.build(inputs(shape, groups))
            return plain(new.weights[at].value)

        return made

    def wide(shape, groups):
        """The shape of an input that holds one kernel."""
        return (None, *shape[:-2], shape[-2] * groups)

    kinds, recurrent = keras.layers, {}
    convs = {1: kinds.Conv1D, 2: kinds.Conv2D, 3: kinds.Conv3D}
    transposed = {1: kinds.Conv1DTranspose, 2: kinds.Conv2DTranspose, 3: kinds.Conv3DTranspose}
    for word, layer, gates in (("rnn", kinds.SimpleRNN, 1), ("gru", kinds.GRU, 3), ("lstm", kinds.LSTM, 4)):
        square = ["%dx%d" % (units, gates * units) for units in (7, 90)]
        recurrent[word + "_default"] = Layer(
            of(lambda s, g, to, layer=layer, gates=gates: layer(s[1] // gates, **to), lambda s, g: (None, 2, s[0])),
            "io", shapes=["5x%d" % (3 * gates), "90x%d" % (130 * gates)], **{"as": "keras:dense_default"},
        )
        recurrent[word + "_recurrent_default"] = Layer(
            of(lambda s, g, to, layer=layer, gates=gates: layer(s[1] // gates, **to), lambda s, g: (None, 2, 3), 1),
            "io", shapes=square, **{"as": "keras:recurrent_default"},
        )
    return {
        "dense_default": Layer(of(lambda s, g, to: kinds.Dense(s[1], **to), lambda s, g: (None, s[0])), "io"),
        "bias_default": Layer(
            of(lambda s, g, to: kinds.Dense(s[0], **to), lambda s, g: (None, 3), 1), "o", **{"as": "keras:zeros"},
        ),
        "conv_default": Layer(
            of(lambda s, g, to: convs[len(s) - 2](s[-1], s[:-2], groups=g, **to), wide),
            "wio,hwio,dhwio,wi(go),hwi(go),dhwi(go)",
        ),
        "conv_transpose_default": Layer(
            of(lambda s, g, to: transposed[len(s) - 2](s[-2], s[:-2], **to), lambda s, g: (None, *s[:-2], s[-1])),
            "woi,hwoi,dhwoi", **{"as": "keras:conv_default"},
        ),
        # Its fans are those of a kernel of all channels, which a kernel of one channel has not.
        "depthwise_default": Layer(
            of(lambda s, g, to: kinds.DepthwiseConv2D(s[:2], depth_multiplier=s[3], **to), lambda s, g: (None, *s[:3])),
            "hwgo", offered=False, **{"as": "keras:conv_default"},
        ),
        "embedding_default": Layer(of(lambda s, g, to: kinds.Embedding(*s, **to), lambda s, g: (None, 1)), "io"),
        "attention_query_default": Layer(
            of(lambda s, g, to: attention(keras, s[1], s[2], **to), lambda s, g: [(None, 2, s[0])] * 2),
            "ioo", shapes=["12x4x5", "300x10x50"], **{"as": "keras:dense_default"},
        ),
        "attention_out_default": Layer(
            of(
                lambda s, g, to: attention(keras, s[0], s[1], output_shape=s[2], **to),
                lambda s, g: [(None, 2, 8)] * 2, 6,
            ), "iio", shapes=["4x5x12", "10x50x300"], **{"as": "keras:dense_default"},
        ),
        **recurrent,
    }


def attention(keras, heads, size, **to):
    class Attention(keras.layers.MultiHeadAttention):
        """Built by one list of shapes, those of its query and its value."""

        def build(self, shapes):
            super().build(*shapes)

    return Attention(heads, size, **to)


def backend():
    """Keras' backend: the one that the environment names, else the first that is installed."""
    installed = [name for name in BACKENDS if importlib.util.find_spec(name) is not None]
    os.environ["KERAS_BACKEND"] = os.environ.get("KERAS_BACKEND") or (installed[0] if installed else "numpy")


def main():
    quiet()
    backend()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    made = layers(keras)
    serve(
        {**initializers(keras.initializers), **{name: layer.draw for name, layer in made.items()}},
        name="keras", version="%s (%s)" % (keras.__version__, keras.backend.backend()), layout=NATIVE,
        claims={"identity": {"as": "keras:identity", "layout": "io"}, **claims("keras", made)},
        offered=[*CLASSES, *(name for name, layer in made.items() if layer.offered)],
    )


if __name__ == "__main__":
    main()
