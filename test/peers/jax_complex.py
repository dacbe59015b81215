"""JAX's initializers of complex weights: of each entry, the share of its documented law that lies nearer to 0.

What is documented: variance scale / fan; a truncated normal is one of the complex plane whose modulus ends at two standard
deviations of the untruncated one, a uniform is one of a disc. The shares of right entries are uniform on [0, 1].
"""
import jax
import jax.numpy as jnp
import numpy as np
from initgate_subject import quiet, serve

CUT = 2.0
KEPT = 1 - np.exp(-(CUT**2))  # the share of a complex normal of variance 1 whose modulus is at most CUT
VARIANCE_CUT = (KEPT - CUT**2 * np.exp(-(CUT**2))) / KEPT  # its variance
FLOAT32 = 8 * np.finfo(np.float32).eps  # a modulus at the end of its law is rounded beyond it

VARIANCES = {
    "lecun": lambda n_in, n_out: 1 / n_in,
    "glorot": lambda n_in, n_out: 2 / (n_in + n_out),
    "he": lambda n_in, n_out: 2 / n_in,
}
SHARES = {
    "normal": lambda square: -np.expm1(-square * VARIANCE_CUT) / KEPT,
    "uniform": lambda square: square / 2,
}


def of(name):
    scheme, law = name.split("_")

    def draw(shape, seed):
        weight = getattr(jax.nn.initializers, name)()(jax.random.key(seed), shape, jnp.complex64)
        square = np.abs(np.asarray(weight).astype(np.complex128)) ** 2 / VARIANCES[scheme](*shape)
        share = SHARES[law](square)
        return np.where(np.abs(share - 1) < FLOAT32, np.minimum(share, 1), share).astype("<f4")

    return draw


if __name__ == "__main__":
    quiet()
    names = [scheme + "_" + law for scheme in VARIANCES for law in SHARES]
    serve({name: of(name) for name in names}, name="jax-complex", version=jax.__version__, layout="io")
