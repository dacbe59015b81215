"""TensorFlow behind the subject protocol: tf.initializers, the initializers of TensorFlow 1 that it keeps, and its samplers."""
import os

from drawing import required, seed_or_fresh
from initgate_subject import quiet, serve
from keras_subject import NATIVE, initializers

# The initializers of tf.compat.v1, and the contract of each.
KEPT = {
    "glorot_uniform": "keras:glorot_uniform", "glorot_normal": "keras:glorot_normal", "he_uniform": "keras:he_uniform",
    "he_normal": "keras:he_normal", "lecun_uniform": "keras:lecun_uniform", "lecun_normal": "keras:lecun_normal",
    "orthogonal": "keras:orthogonal", "zeros": "keras:zeros", "ones": "keras:ones",
    "random_normal": "random_normal(stddev=1)", "random_uniform": "random_uniform(minval=0, maxval=1)",
    "truncated_normal": "keras:truncated_normal(stddev=1)",
    # U(+-sqrt(3 / fan_in)), as documented.
    "uniform_unit_scaling": "lecun_uniform",
}


def kept(tf, name):
    def draw(shape, layout, dtype, seed):
        required(layout, *NATIVE.split(","))
        make = getattr(tf.compat.v1.initializers, name)
        given = {} if name in ("zeros", "ones") else {"seed": seed_or_fresh(seed, 16)}
        tf.random.set_seed(given.get("seed", 0))
        return make(**given)(shape, dtype=dtype).numpy()

    return draw


def samplers(tf):
    """tf.random: of a shape and the parameters of the plain contract."""

    def of(sample):
        def draw(shape, dtype, seed, **params):
            tf.random.set_seed(seed_or_fresh(seed))
            params = {key: params[key] for key in params if key not in ("initializer", "groups", "layout")}
            return sample(shape, dtype=dtype, **params).numpy()

        return draw

    random = tf.random
    return {
        "sampler_normal": (of(random.normal), "random_normal"),
        "sampler_uniform": (of(random.uniform), "random_uniform"),
        "sampler_truncated_normal": (of(random.truncated_normal), "keras:truncated_normal"),
    }


def main():
    quiet()
    os.environ["KERAS_BACKEND"] = "tensorflow"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow as tf

    sampled = samplers(tf)
    serve(
        {
            **initializers(tf.initializers),
            **{"v1_" + name: kept(tf, name) for name in KEPT},
            **{name: draw for name, (draw, _) in sampled.items()},
        },
        name="tensorflow", version=tf.__version__, layout=NATIVE,
        claims={
            "identity": {"as": "keras:identity", "layout": "io"},
            **{"v1_" + name: {"as": contract} for name, contract in KEPT.items()},
            **{name: {"as": contract} for name, (_, contract) in sampled.items()},
        },
    )


if __name__ == "__main__":
    main()
