"""Moments and bounds of what frameworks mean by their names: python3 test/golden/presets.py > test/golden/presets.csv

Written from each framework's own rule for fans, by positions of axes in its own storage order, and from SciPy's laws.
"""
import csv
import math
import sys

from scipy.integrate import quad
from scipy.stats import norm, truncnorm, uniform

prod = math.prod
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow("preset params shape layout groups mean variance kurtosis low high zeros".split())


def row(preset, law, shape, layout, params="", groups=1, zeros=""):
    mean, variance, kurtosis, low, high = law
    words = [preset, params, "x".join(map(str, shape)), layout, groups]
    bounds = ["" if math.isinf(x) else repr(float(x)) for x in (low, high)]
    out.writerow(words + [repr(float(mean)), repr(float(variance)), repr(float(kurtosis))] + bounds + [zeros])


def of(frozen):
    mean, variance, _, excess = (float(x) for x in frozen.stats("mvsk"))
    low, high = frozen.support()
    return mean, variance, excess + 3, low, high


def N(sd, mean=0.0):
    return of(norm(mean, sd))


def U(low, high):
    return of(uniform(low, high - low))


def sym(limit):
    return U(-limit, limit)


def TN(sd, mean=0.0, lower=-2.0, upper=2.0):
    """Cut at so many standard deviations of the parent."""
    return of(truncnorm(lower, upper, mean, sd))


C = float(truncnorm(-2, 2).std())  # 0.87962566103423978 in every framework that rescales


def RTN(sd):
    return TN(sd / C)


def haar(d, gain):
    """One entry of a uniform unit vector of d dimensions, times gain: its square is Beta(1/2, (d - 1)/2)."""
    return 0.0, gain**2 / d, 3 * d / (d + 2), -gain, gain


# Storage orders: PyTorch (o, i, k...), Keras (k..., i, o), MLX (o, k..., i).
T2, T4 = (7, 5), (7, 5, 3, 2)
K2, K4 = (5, 7), (3, 2, 5, 7)
M2, M4 = (7, 5), (7, 3, 2, 5)


def torch_fans(s):
    return s[1] * prod(s[2:]), s[0] * prod(s[2:])


def keras_fans(s):
    return s[-2] * prod(s[:-2]), s[-1] * prod(s[:-2])


def mlx_fans(s):
    return s[-1] * prod(s[1:-1]), s[0] * prod(s[1:-1])


# --- Keras 3, and JAX and Flax where they agree with it
for fw in ("keras", "jax", "flax"):
    for s, lay in ((K2, "io"), (K4, "hwio")):
        i, o = keras_fans(s)
        row(f"{fw}:glorot_uniform", sym(math.sqrt(6 / (i + o))), s, lay)
        row(f"{fw}:glorot_normal", RTN(math.sqrt(2 / (i + o))), s, lay)
        row(f"{fw}:he_uniform", sym(math.sqrt(6 / i)), s, lay)
        row(f"{fw}:he_normal", RTN(math.sqrt(2 / i)), s, lay)
        row(f"{fw}:lecun_uniform", sym(math.sqrt(3 / i)), s, lay)
        row(f"{fw}:lecun_normal", RTN(math.sqrt(1 / i)), s, lay)
i, o = keras_fans(K4)
for mode, n in (("fan_in", i), ("fan_out", o), ("fan_avg", (i + o) / 2)):
    for fw, law, dist in (
        ("keras", RTN, "normal"), ("keras", RTN, "truncated_normal"), ("keras", N, "untruncated_normal"),
        ("keras", lambda sd: sym(math.sqrt(3) * sd), "uniform"), ("jax", N, "normal"), ("jax", RTN, "truncated_normal"),
        ("flax", N, "normal"), ("haiku", RTN, "truncated_normal"), ("haiku", N, "normal"),
        ("sonnet", RTN, "truncated_normal"), ("sonnet", N, "normal"), ("timm", N, "normal"),
        ("timm", RTN, "truncated_normal"), ("tfjs", TN, "normal"),
        ("tfjs", lambda sd: sym(math.sqrt(3) * sd), "uniform"),
    ):
        name = f"{fw}:variance_scaling" + ("_" if fw == "timm" else "")
        row(name, law(math.sqrt(3.7 / n)), K4, "hwio", f"scale=3.7;mode={mode};distribution={dist}")
for fw in ("jax", "flax"):
    geo = math.sqrt(1.5 / math.sqrt(i * o))
    row(f"{fw}:variance_scaling", N(geo), K4, "hwio", "scale=1.5;mode=fan_geo_avg;distribution=normal")
    row(f"{fw}:normal", N(0.01), K2, "io")
    row(f"{fw}:truncated_normal", TN(0.01), K2, "io")
    row(f"{fw}:truncated_normal", TN(0.3, 0, -1, 3), K2, "io", "stddev=0.3;lower=-1;upper=3")
    row(f"{fw}:uniform", U(0, 0.01), K2, "io")
    row(f"{fw}:orthogonal", haar(prod(K4[:-1]), 1.5), K4, "hwio", "scale=1.5")
row("jax:kaiming_normal", RTN(math.sqrt(2 / i)), K4, "hwio")
row("jax:xavier_uniform", sym(math.sqrt(6 / (i + o))), K4, "hwio")
row("keras:random_normal", N(0.05), K2, "io")
row("keras:random_uniform", sym(0.05), K2, "io")
row("keras:truncated_normal", TN(0.05), K2, "io")
row("keras:truncated_normal", TN(0.2, 1), K2, "io", "mean=1;stddev=0.2")
row("keras:orthogonal", haar(prod(K4[:-1]), 2), K4, "hwio", "gain=2")
row("keras:dense_default", sym(math.sqrt(6 / sum(K2))), K2, "io")
row("keras:conv_default", sym(math.sqrt(6 / (i + o))), K4, "hwio")
row("keras:embedding_default", sym(0.05), K2, "io")
row("keras:recurrent_default", haar(7, 1), (7, 7), "io")
# Flax: a table of 11 entries of 6 features; in and out axes are both 0, so the fan is size / 11.
row("flax:embedding_default", N(1 / math.sqrt(11 * 6 / 11)), (11, 6), "oi")
row("flax:dense_default", RTN(1 / math.sqrt(K2[0])), K2, "io")
row("flax:conv_default", RTN(1 / math.sqrt(i)), K4, "hwio")

# --- TensorFlow.js: every "normal" is cut and left so
for s, lay in ((K2, "io"), (K4, "hwio")):
    i, o = keras_fans(s)
    row("tfjs:glorot_normal", TN(math.sqrt(2 / (i + o))), s, lay)
    row("tfjs:he_normal", TN(math.sqrt(2 / i)), s, lay)
    row("tfjs:lecun_normal", TN(math.sqrt(1 / i)), s, lay)
    row("tfjs:glorot_uniform", sym(math.sqrt(6 / (i + o))), s, lay)
    row("tfjs:he_uniform", sym(math.sqrt(6 / i)), s, lay)
    row("tfjs:lecun_uniform", sym(math.sqrt(3 / i)), s, lay)
row("tfjs:random_normal", N(0.05), K2, "io")
row("tfjs:random_uniform", sym(0.05), K2, "io")
row("tfjs:truncated_normal", TN(0.05), K2, "io")
row("tfjs:orthogonal", haar(7, 1), K2, "io")

# --- PyTorch
GAINS = {"linear": 1, "sigmoid": 1, "tanh": 5 / 3, "relu": math.sqrt(2), "selu": 0.75, "conv2d": 1}
for s, lay in ((T2, "oi"), (T4, "oihw")):
    i, o = torch_fans(s)
    for gain in (1, 1.7):
        p = f"gain={gain}"
        row("torch:xavier_uniform_", sym(gain * math.sqrt(6 / (i + o))), s, lay, p)
        row("torch:xavier_normal_", N(gain * math.sqrt(2 / (i + o))), s, lay, p)
    for mode, fan in (("fan_in", i), ("fan_out", o)):
        for a in (0, 0.2):
            gain = math.sqrt(2 / (1 + a * a))
            p = f"a={a};mode={mode};nonlinearity=leaky_relu"
            row("torch:kaiming_uniform_", sym(math.sqrt(3) * gain / math.sqrt(fan)), s, lay, p)
            row("torch:kaiming_normal_", N(gain / math.sqrt(fan)), s, lay, p)
        for word, gain in GAINS.items():
            p = f"a=0.5;mode={mode};nonlinearity={word}"
            row("torch:kaiming_normal_", N(gain / math.sqrt(fan)), s, lay, p)
    row("torch:orthogonal_", haar(max(s[0], prod(s[1:])), 1.3), s, lay, "gain=1.3")
row("torch:kaiming_uniform_", sym(math.sqrt(6 / T2[1])), T2, "oi")
row("torch:uniform_", U(0, 1), T2, "oi")
row("torch:normal_", N(1), T2, "oi")
row("torch:trunc_normal_", of(truncnorm(-2, 2)), T2, "oi")
row("torch:trunc_normal_", TN(0.5, 0.1, (-2 - 0.1) / 0.5, (0.4 - 0.1) / 0.5), T2, "oi", "mean=0.1;std=0.5;a=-2;b=0.4")
row("torch:sparse_", N(0.01), (10, 6), "oi", "sparsity=0.25", zeros=math.ceil(0.25 * 10))
i, o = torch_fans(T4)
row("torch:linear_default", sym(1 / math.sqrt(T2[1])), T2, "oi")
row("torch:conv_default", sym(1 / math.sqrt(i)), T4, "oihw")
row("torch:conv_default", sym(1 / math.sqrt(i)), (12, 5, 3, 2), "(go)ihw", groups=4)
row("torch:linear_bias_default", sym(1 / math.sqrt(300)), (7,), "o", "fan_in=300")
row("torch:conv_bias_default", sym(1 / math.sqrt(30)), (7,), "o", "fan_in=30")
# A transposed convolution stores (in, out / groups, k...), and PyTorch reads fan_in off axis 1.
row("torch:conv_transpose_default", sym(1 / math.sqrt(5 * 6)), (8, 5, 3, 2), "iohw")
row("torch:conv_transpose_default", sym(1 / math.sqrt(5 * 6)), (8, 5, 3, 2), "(gi)ohw", groups=4)
row("torch:bilinear_default", sym(1 / math.sqrt(5)), (7, 5, 4), "oig")
row("torch:embedding_default", N(1), T2, "oi")
H = 6
for kind, gates in (("rnn", 1), ("gru", 3), ("lstm", 4)):
    row(f"torch:{kind}_default", sym(1 / math.sqrt(H)), (gates * H, 5), "(go)i", groups=gates)
    row(f"torch:{kind}_recurrent_default", sym(1 / math.sqrt(H)), (gates * H, H), "(go)i", groups=gates)
    row(f"torch:{kind}_bias_default", sym(1 / math.sqrt(H)), (gates * H,), "(go)", groups=gates)
row("torch:mha_in_proj", sym(math.sqrt(6 / (H + H))), (3 * H, H), "(go)i", groups=3)
row("torch:mha_separate_proj", sym(math.sqrt(6 / (4 + H))), (H, 4), "oi")
row("torch:mha_out_proj", sym(1 / math.sqrt(H)), (H, H), "oi")
row("torch:mha_bias_kv", N(math.sqrt(2 / (H + H))), (1, 1, H), "oiw")

# --- Haiku, Sonnet
for fw in ("haiku", "sonnet"):
    row(f"{fw}:random_uniform", U(0, 1), K2, "io")
    row(f"{fw}:random_normal", N(1), K2, "io")
    row(f"{fw}:truncated_normal", TN(1), K2, "io")
    row(f"{fw}:linear_default", TN(1 / math.sqrt(K2[0])), K2, "io")
    row(f"{fw}:conv_default", TN(1 / math.sqrt(prod(K4[:-1]))), K4, "hwio")
row("haiku:uniform_scaling", sym(2 * math.sqrt(3 / prod(K4[:-1]))), K4, "hwio", "scale=2")
row("haiku:embedding_default", TN(1), K2, "io")
row("haiku:orthogonal", haar(prod(K4[:-1]), 1.5), K4, "hwio", "scale=1.5")
row("sonnet:orthogonal", haar(prod(K4[:-1]), 1.5), K4, "hwio", "gain=1.5")

# --- MLX
for s, lay in ((M2, "oi"), (M4, "ohwi")):
    i, o = mlx_fans(s)
    row("mlx:glorot_normal", N(1.2 * math.sqrt(2 / (i + o))), s, lay, "gain=1.2")
    row("mlx:glorot_uniform", sym(1.2 * math.sqrt(6 / (i + o))), s, lay, "gain=1.2")
    row("mlx:he_normal", N(1 / math.sqrt(i)), s, lay)
    row("mlx:he_uniform", sym(math.sqrt(3 / i)), s, lay)
    row("mlx:he_normal", N(5 / math.sqrt(o)), s, lay, "gain=5;mode=fan_out")
    row("mlx:he_uniform", sym(5 * math.sqrt(3 / o)), s, lay, "gain=5;mode=fan_out")
row("mlx:normal", N(1), M2, "oi")
row("mlx:uniform", U(0, 1), M2, "oi")
row("mlx:sparse", N(1), (10, 6), "oi", "sparsity=0.25", zeros=math.ceil(0.25 * 6))
row("mlx:orthogonal", haar(7, 1.3), M2, "oi", "gain=1.3")
row("mlx:linear_default", sym(1 / math.sqrt(M2[1])), M2, "oi")
row("mlx:conv_default", sym(1 / math.sqrt(M4[-1] * prod(M4[1:-1]))), M4, "ohwi")

# --- Flux
F4 = (3, 2, 5, 7)
nfan = (prod(F4[:-2]) * F4[-2], prod(F4[:-2]) * F4[-1])
for s, lay, (i, o) in ((T2, "oi", (5, 7)), (F4, "whio", nfan)):
    row("flux:glorot_uniform", sym(math.sqrt(24 / (i + o)) / 2), s, lay)
    row("flux:glorot_normal", N(math.sqrt(2 / (i + o))), s, lay)
    row("flux:kaiming_uniform", sym(math.sqrt(3) * math.sqrt(2) / math.sqrt(i)), s, lay)
    row("flux:kaiming_normal", N(math.sqrt(2) / math.sqrt(i)), s, lay)
    row("flux:kaiming_normal", N(1.1 / math.sqrt(i)), s, lay, "gain=1.1")
row("flux:truncated_normal", TN(0.5, 0, -4, 4), T2, "oi", "std=0.5")
row("flux:sparse_init", N(0.01), (10, 6), "oi", "sparsity=0.25", zeros=math.ceil(0.25 * 10))
row("flux:orthogonal", haar(prod(F4[:-1]), 1), F4, "whio")
row("flux:rand32", U(0, 1), T2, "oi")
row("flux:randn32", N(1), T2, "oi")
row("flux:dense_default", sym(math.sqrt(6 / 12)), T2, "oi")
row("flux:conv_default", sym(math.sqrt(6 / sum(nfan))), F4, "whio")

# --- Burn, Candle
i, o = torch_fans(T4)
for form, law in (("uniform", lambda sd: sym(math.sqrt(3) * sd)), ("normal", N)):
    row(f"burn:kaiming_{form}", law(1 / math.sqrt(3) / math.sqrt(i)), T4, "oihw")
    row(f"burn:kaiming_{form}", law(2 / math.sqrt(o)), T4, "oihw", "gain=2;fan_out_only=true")
    row(f"burn:xavier_{form}", law(1.5 * math.sqrt(2 / (i + o))), T4, "oihw", "gain=1.5")
    row(f"candle:kaiming_{form}", law(math.sqrt(2) / math.sqrt(i)), T4, "oihw")
    row(f"candle:kaiming_{form}", law(5 / 3 / math.sqrt(o)), T4, "oihw", "fan=fan_out;non_linearity=tanh")
row("burn:uniform", U(0, 1), T2, "oi")
row("burn:normal", N(1), T2, "oi")
row("burn:orthogonal", haar(30, 1), T4, "oihw")
row("burn:linear_default", sym(1 / math.sqrt(5)), K2, "io")
row("burn:conv_default", sym(1 / math.sqrt(i)), T4, "oihw")
row("burn:embedding_default", N(1), K2, "io")
row("candle:randn", N(0.5, 2), T2, "oi", "mean=2;stdev=0.5")
row("candle:uniform", U(-1, 2), T2, "oi", "lo=-1;up=2")
row("candle:linear_default", N(math.sqrt(2 / 5)), T2, "oi")
row("candle:conv_default", N(math.sqrt(2 / i)), T4, "oihw")
row("candle:embedding_default", N(1), T2, "oi")

# --- tinygrad
row("tinygrad:uniform", U(-1, 2), T4, "oihw", "low=-1;high=2")
row("tinygrad:normal", N(2, 10), T4, "oihw", "mean=10;std=2")
row("tinygrad:scaled_uniform", sym(prod(T4) ** -0.5), T4, "oihw")
row("tinygrad:glorot_uniform", sym((6 / (T4[0] + prod(T4[1:]))) ** 0.5), T4, "oihw")
row("tinygrad:glorot_uniform", sym((6 / (T2[0] + prod(T2[1:]))) ** 0.5), T2, "oi")
for a in (0.01, 0.3):
    gain = math.sqrt(2 / (1 + a**2)) / math.sqrt(prod(T4[1:]))
    row("tinygrad:kaiming_uniform", sym(math.sqrt(3) * gain), T4, "oihw", f"a={a}")
    row("tinygrad:kaiming_normal", N(gain), T4, "oihw", f"a={a}")
row("tinygrad:linear_default", sym(1 / math.sqrt(5)), T2, "oi")
row("tinygrad:conv_default", sym(1 / math.sqrt(i)), T4, "oihw")
row("tinygrad:embedding_default", sym((6 / sum(T2)) ** 0.5), T2, "oi")

# --- timm, Chainer, Equinox, scikit-learn
row("timm:trunc_normal_", TN(0.5, 0, -4, 4), T2, "oi", "std=0.5")
row("timm:trunc_normal_tf_", TN(0.5), T2, "oi", "std=0.5")
row("timm:lecun_normal_", RTN(1 / math.sqrt(i)), T4, "oihw")
for form, law in (("uniform", lambda sd: sym(math.sqrt(3) * sd)), ("normal", N)):
    for k in (1, 1.4):
        row(f"chainer:lecun_{form}", law(k * math.sqrt(1 / i)), T4, "oihw", f"scale={k}")
        row(f"chainer:glorot_{form}", law(k * math.sqrt(2 / (i + o))), T4, "oihw", f"scale={k}")
        row(f"chainer:he_{form}", law(k * math.sqrt(2 / i)), T4, "oihw", f"scale={k}")
row("chainer:normal", N(0.05), T2, "oi")
row("chainer:uniform", sym(0.05), T2, "oi")
row("chainer:orthogonal", haar(7, 1.1), T2, "oi")
row("equinox:linear_default", sym(1 / math.sqrt(5)), T2, "oi")
row("equinox:conv_default", sym(1 / math.sqrt(i)), T4, "oihw")
row("equinox:embedding_default", N(1), T2, "oi")
for word, factor in (("relu", 6), ("tanh", 6), ("identity", 6), ("logistic", 2)):
    row("sklearn:mlp_weights", sym(math.sqrt(factor / sum(K2))), K2, "io", f"activation={word}")

# --- Paddle: matrices are inputs by outputs, kernels outputs by inputs


def paddle_fans(s):
    return (s[0], s[1]) if len(s) == 2 else torch_fans(s)


for s, lay in ((K2, "io"), (T4, "oihw")):
    i, o = paddle_fans(s)
    row("paddle:xavier_uniform", sym(math.sqrt(6 / (i + o))), s, lay)
    row("paddle:xavier_normal", N(1.2 * math.sqrt(2 / (i + o))), s, lay, "gain=1.2")
    row("paddle:kaiming_uniform", sym(math.sqrt(2) * math.sqrt(3 / i)), s, lay)
    row("paddle:kaiming_normal", N(math.sqrt(2 / i)), s, lay)
    row("paddle:kaiming_normal", N(5 / 3 / math.sqrt(o)), s, lay, "nonlinearity=tanh;mode=fan_out")
    row("paddle:kaiming_uniform", sym(math.sqrt(2 / 1.09 * 3 / i)), s, lay, "nonlinearity=leaky_relu;negative_slope=0.3")
row("paddle:uniform", U(-1, 1), K2, "io")
row("paddle:normal", N(1), K2, "io")
row("paddle:truncated_normal", TN(1), K2, "io")
row("paddle:truncated_normal", TN(0.5, 0.1, -1.0, 1.8), K2, "io", "mean=0.1;std=0.5;a=-0.4;b=1")
row("paddle:orthogonal", haar(7, 1.3), K2, "io", "gain=1.3")
row("paddle:linear_default", sym(math.sqrt(6 / 12)), K2, "io")
row("paddle:embedding_default", sym(math.sqrt(6 / 12)), K2, "io")
row("paddle:conv_default", N(math.sqrt(2 / torch_fans(T4)[0])), T4, "oihw")
row("paddle:conv_transpose_default", sym(math.sqrt(6 / ((5 + 7) * 6))), T4, "iohw")

# --- Model families


def image(g, low, high, ends=None):
    """The law of g(U), U uniform on [low, high], its moments integrated."""
    E = lambda f: quad(lambda u: f(g(u)), low, high, epsabs=0, epsrel=1e-13, limit=500)[0] / (high - low)
    mean = E(lambda y: y)
    variance = E(lambda y: (y - mean) ** 2)
    return (mean, variance, E(lambda y: (y - mean) ** 4) / variance**2, *(ends or (g(low), g(high))))


def time_step(u):
    x = math.exp(u)
    return x + math.log(-math.expm1(-x))


steps = image(time_step, math.log(0.001), math.log(0.1))
row("mamba:dt_weight", sym(5**-0.5), T2, "oi")
for family in ("mamba", "mamba2", "gdn"):
    row(f"{family}:dt_bias", steps, (7,), "o")
row("mamba:dt_bias", image(time_step, math.log(0.01), math.log(0.5)), (7,), "o", "dt_min=0.01;dt_max=0.5")
row("mamba2:a_log", image(math.log, 1, 16), (7,), "o")
# ln(16 U): an exponential turned around.
row("gdn:a_log", (math.log(16) - 1, 1.0, 9.0, -math.inf, math.log(16)), (7,), "o")
row("siren:first_layer", sym(1 / 5), T2, "oi")
row("siren:hidden", sym(math.sqrt(6 / 5) / 30), T2, "oi")
row("rl:normc", haar(5, 0.01), T2, "oi", "std=0.01")
row("spectral:normal", N(1 / math.sqrt(5)), T2, "oi")
row("spectral:normal", N(math.sqrt(5 / 7) / math.sqrt(7)), K2, "oi")

# --- Layers of frameworks that came later
row("mlx:embedding_default", N(math.sqrt(1 / 6)), (11, 6), "oi")
row("mlx:recurrent_default", sym(1 / math.sqrt(H)), (4 * H, 5), "(go)i", groups=4)
row("tinygrad:lstm_default", sym(1 / math.sqrt(H)), (4 * H, 5), "(go)i", groups=4)
row("equinox:recurrent_default", sym(math.sqrt(1 / H)), (3 * H, 5), "(go)i", groups=3)
row("paddle:recurrent_default", sym(1 / math.sqrt(H)), (4 * H, 5), "(go)i", groups=4)
# Burn: every gate is a matrix of its own, Xavier's normal of gain 1.
for kind in ("lstm", "gru"):
    row(f"burn:{kind}_default", N(math.sqrt(2 / (5 + 7))), K2, "io")
row("tfjs:dense_default", sym(math.sqrt(6 / 12)), K2, "io")
row("tfjs:conv_default", sym(math.sqrt(6 / sum(keras_fans(K4)))), K4, "hwio")
row("tfjs:embedding_default", sym(0.05), K2, "io")
row("tfjs:recurrent_default", haar(7, 1), (7, 7), "io")
row("flax:lstm_default", RTN(1 / math.sqrt(5)), K2, "io")
row("flax:recurrent_default", haar(7, 1), (7, 7), "io")

# --- Schemes of training programs: as each program writes its standard deviation
row("transformers:weight", N(0.02), T2, "oi")
row("gpt2:weight", N(0.02), T2, "oi")
row("gpt2:c_proj", N(0.02 / (2 * 24) ** 0.5), T2, "oi", "n_layer=24")
row("megatron:init_method_normal", N(0.01), T2, "oi", "sigma=0.01")
row("megatron:scaled_init_method_normal", N(0.02 / (2.0 * 32) ** 0.5), T2, "oi", "num_layers=32")
row("megatron:scaled_init_method_normal", N(0.02 / 32**0.5), T2, "oi", "num_layers=32;multiplier=1")
row("megatron:mup_init_method_normal", N(0.02 / 2), T2, "oi", "width_mult=4")
row("megatron:mup_scaled_init_method_normal", N(0.02 / 8 / 2), T2, "oi", "num_layers=32;width_mult=4")
row("neox:small_init", N((2 / (5 * 512)) ** 0.5), T2, "oi", "dim=512")
row("neox:wang_init", N(2 / 24 / 512**0.5), T2, "oi", "n_layers=24;dim=512")
row("litgpt:weight", N((2.0 / 5 / 512) ** 0.5), T2, "oi", "n_embd=512")
row("litgpt:proj", N(1 / 512**0.5 / 24), T2, "oi", "n_embd=512;n_layer=24")


def at(sd, low, high):
    """torch.nn.init.trunc_normal_: bounds are values."""
    return TN(sd, 0, low / sd, high / sd)


row("torchtitan:linear", at(0.5, -2, 2), T2, "oi", "std=0.5")
row("torchtitan:depth_init", at(2 / (2 * 4) ** 0.5, -2, 2), T2, "oi", "std=2;layer_id=3")
row("torchtitan:output", at(1 / 16, -3 / 16, 3 / 16), T2, "oi", "dim=256")
row("olmo:normal", at(0.02, -0.06, 0.06), T2, "oi")
row("olmo:normalized", at(1 / 16, -3 / 16, 3 / 16), T2, "oi", "d_model=256")
s = 1 / 16 / 6
row("olmo:normalized_out", at(s, -3 * s, 3 * s), T2, "oi", "d_model=256;num_blocks=18")
s = 0.02 / 6
row("olmo:llama_out", at(s, -3 * s, 3 * s), T2, "oi", "num_blocks=18")
row("olmo:llama_depth_out", at(0.02 / 2, -0.03, 0.03), T2, "oi", "block_idx=1")
s = 1 / 5**0.5
row("olmo:fan_in", at(s, -3 * s, 3 * s), T2, "oi")
row("lingua:linear", at(s, -3 * s, 3 * s), T2, "oi")
row("lingua:wo", at(0.02 / 2, -0.06, 0.06), T2, "oi", "factor=2")
row("lingua:w2", at(0.02 / 2, -0.03, 0.03), T2, "oi", "factor=2")
s = 3**0.5 * 512**-0.5
row("nanochat:linear", sym(s), T2, "oi", "n_embd=512")
row("nanochat:c_fc", sym(s * 0.4), T2, "oi", "n_embd=512")
row("nanochat:wte", N(0.8), T2, "oi")
row("nanochat:lm_head", N(0.001), T2, "oi")
row("mup:hidden", N(0.02 / 2), T2, "oi", "width_multiplier=4")
row("mup:c_proj", N(0.02 / (2 * 24 * 4) ** 0.5), T2, "oi", "n_layer=24;width_multiplier=4")
row("completep:hidden", N(0.02 / 2), T2, "oi", "width_multiplier=4")
row("ngpt:weight", N(1.0 / 256**0.5), T2, "oi", "n_embd=256")
row("ngpt:c_proj", N(1 / 16 / (2 * 18) ** 0.5), T2, "oi", "n_embd=256;n_layer=18")
row("ngpt:normalized", haar(5, 1), T2, "oi")
# DeepNorm divides xavier_uniform_ by (8 N)^(1/4); T-Fixup multiplies it by 0.67 N^(-1/4), v by another sqrt(2).
row("deepnorm:scaled", sym(math.sqrt(6 / 12) / (8.0 * 32) ** 0.25), T2, "oi", "layers=32")
row("tfixup:linear", sym(0.67 * 16 ** (-1 / 4) * math.sqrt(6 / 12)), T2, "oi", "layers=16")
row("tfixup:value", sym(0.67 * 16 ** (-1 / 4) * math.sqrt(2) * math.sqrt(6 / 12)), T2, "oi", "layers=16")
row("tfixup:embedding", N(512**-0.5 * (9 * 16) ** (-1 / 4)), T2, "oi", "dim=512;layers=16")
n = T4[0] * prod(T4[2:])
row("fixup:conv", N(math.sqrt(2 / n) * 27 ** (-0.5)), T4, "oihw", "num_layers=27;m=2")
row("fixup:conv", N(math.sqrt(2 / n) * 16 ** (-0.25)), T4, "oihw", "num_layers=16;m=3")
row("lora:a", sym(1 / math.sqrt(5)), T2, "oi")
row("lora:gaussian_a", N(1 / 16), T2, "oi", "r=16")
row("lora:embedding_b", N(1), T2, "oi")
row("mae:patch_embed", sym(math.sqrt(6 / (7 + 5 * 3 * 2))), T4, "oihw")
