"""Samples and the p-values of every check on them, by NumPy and SciPy: python3 test/golden/checks.py (writes two .csv beside it).

Each statistic and each null law is written here from its definition; nothing of the harness is read. Entries are float64 unless
the sample says otherwise.
"""
import csv
import os

import numpy as np
from numpy.polynomial import legendre
from scipy import integrate
from scipy.stats import beta, binom, chi2, gamma, kstwo, norm, poisson, truncnorm, uniform
from scipy.stats._hypotests import _cdf_cvm_inf

HERE = os.path.dirname(__file__)
rng = np.random.default_rng(20_261_128)
ROWS, COLUMNS, TENSORS = 5, 8, 3
samples, rows = [], []


def two_sided(below, above):
    return min(1, 2 * min(below, above))


def sidak(p, looks):
    return -np.expm1(looks * np.log1p(-p))


def cumulants(z, skew):
    """A gamma law moved and stretched to mean 0, variance 1 and this skewness, both tails."""
    k = 4 / skew**2
    x = k + z * np.sqrt(k)
    return two_sided(gamma.cdf(x, k), gamma.sf(x, k))


class Law:
    def __init__(self, frozen, family):
        self.frozen, self.family = frozen, family
        self.mean, self.sd = float(frozen.mean()), float(frozen.std())
        low, high = (max(-12, (e - self.mean) / self.sd) for e in frozen.support())
        high = min(12, high)
        self.m = [
            integrate.quad(lambda y: y**k * frozen.pdf(self.mean + self.sd * y) * self.sd, low, high, epsabs=0, epsrel=1e-13, limit=200)[0]
            for k in range(9)
        ]
        if family == "normal":
            self.m = [1, 0, 1, 0, 3, 0, 15, 0, 105]


def record(sample, check, p, statistic=""):
    rows.append([sample, check, repr(float(p)) if p != "" else "", statistic if isinstance(statistic, str) else repr(float(statistic))])


def independent(name, contract, law, t, dtype="float64"):
    samples.append([name, contract, f"{ROWS}x{COLUMNS}", dtype, *[" ".join(repr(float(x)) for x in a.ravel()) for a in t]])
    x = t.ravel()
    n = x.size
    y = (x - law.mean) / law.sd
    u = law.frozen.cdf(x)
    w = np.sort(u)
    i = np.arange(1, n + 1)
    m = law.m
    z = y.sum() / np.sqrt(n)
    record(name, "mean", 2 * norm.sf(abs(z)), z)
    s = (y**2).sum()
    if law.family == "normal":
        record(name, "variance", two_sided(chi2.cdf(s, n), chi2.sf(s, n)))
        record(name, "skewness", 2 * norm.sf(abs((y**3 - 3 * y).sum()) / np.sqrt(6 * n)))
        record(name, "kurtosis", cumulants((y**4 - 6 * y**2 + 3).sum() / np.sqrt(24 * n), 1728 / 24**1.5 / np.sqrt(n)))
        far = abs(y).max()
        inside = (1 - 2 * norm.sf(far)) ** n
        record(name, "edge", two_sided(inside, -np.expm1(n * np.log1p(-2 * norm.sf(far)))))
        shares = 2 * norm.sf([2, 3, 4])
        signs = 2 * norm.sf([3, 3.442619855896652, 3.654152885361009, 3.713086246740363, 4])
    else:
        v = m[4] - 1
        record(name, "variance", cumulants((s - n) / np.sqrt(n * v), (m[6] - 3 * m[4] + 2) / v**1.5 / np.sqrt(n)))
        short = [max(0, q - 2**-23) for q in (law.frozen.sf(x.max()), law.frozen.cdf(x.min()))]
        record(name, "edge", min(1, 2 * min((1 - q) ** n for q in short)))
        shares, signs = [0.05, 0.01, 0.001], [0.1, 0.03, 0.01, 0.003, 0.001]
    beyond = lambda q: ((u <= q / 2).sum(), (u >= 1 - q / 2).sum())
    looks = [two_sided(binom.cdf(sum(beyond(q)), n, q), binom.sf(sum(beyond(q)) - 1, n, q)) for q in shares]
    record(name, "tail_counts", min(1, 3 * min(looks)))
    looks = []
    for q in signs:
        below, above = beyond(q)
        looks.append(two_sided(binom.cdf(above, below + above, 0.5), binom.sf(above - 1, below + above, 0.5)))
    record(name, "tail_sign", min(1, 5 * min(looks)))
    d = max((i / n - w).max(), (w - (i - 1) / n).max())
    record(name, "kolmogorov_smirnov", two_sided(kstwo.cdf(d, n), kstwo.sf(d, n)), d)
    record(name, "anderson_darling", "", -n - ((2 * i - 1) * (np.log(w) + np.log1p(-w[::-1]))).sum() / n)
    cvm = 1 / (12 * n) + ((w - (2 * i - 1) / (2 * n)) ** 2).sum()
    above = 1 - _cdf_cvm_inf(cvm)
    record(name, "cramer_von_mises", above if above > 1e-3 else "", cvm)
    parts = [np.sqrt((2 * j + 1) / n) * legendre.legval(2 * u - 1, [0] * j + [1]).sum() for j in range(1, 9)]
    record(name, "neyman", chi2.sf(np.square(parts).sum(), 8))
    cells = np.histogram(u, 256, (0, 1))[0]
    stat = ((cells - n / 256) ** 2).sum() / (n / 256)
    record(name, "chi_square", two_sided(chi2.cdf(stat, 255), chi2.sf(stat, 255)))
    multiples = np.unique(x, return_counts=True)[1]
    pairs = (multiples * (multiples - 1) // 2).sum()
    grid = 1.05 * 2**-23 * (1 if law.family == "uniform" else 2)
    record(name, "duplicates", poisson.sf(pairs - 1, n * (n - 1) / 2 * grid) if pairs else 1, pairs)

    yt = (t - law.mean) / law.sd
    flat = yt.reshape(TENSORS, -1)
    for check, lag in (("lag_rows", 1), ("lag_columns", COLUMNS)):
        terms = (flat[:, lag:] * flat[:, :-lag]).ravel()
        record(name, check, 2 * norm.sf(abs(terms.sum()) / np.sqrt(terms.size)))
    strongest = max(abs((y[l:] * y[:-l]).sum()) / np.sqrt(n - l) for l in range(1, n // 2 + 1))
    record(name, "any_lag", sidak(2 * norm.sf(strongest), n // 2))
    terms = (flat[1:] * flat[:-1]).ravel()
    record(name, "cross_seed", 2 * norm.sf(abs(terms.sum()) / np.sqrt(terms.size)))
    a, b = flat[0], flat[1]
    k = a.size
    shifts = range(-(k // 2), k // 2 + 1)
    strongest = max(abs((a[max(0, -l) : k - max(0, l)] * b[max(0, l) : k - max(0, -l)]).sum()) / np.sqrt(k - abs(l)) for l in shifts)
    record(name, "cross_seed_lag", sidak(2 * norm.sf(strongest), len(shifts)))

    def dispersion(check, terms, excess):
        """`terms`: one row a sum, standardised."""
        count, each = terms.shape
        total = (terms.sum(1) ** 2 / each).sum()
        record(name, check, cumulants((total - count) / np.sqrt(count * (2 + excess / each)), np.sqrt(8 / count)))

    q = (yt**2 - 1) / np.sqrt(m[4] - 1)
    of_squares = (m[8] - 4 * m[6] + 6 * m[4] - 3) / (m[4] - 1) ** 2 - 3
    for what, terms, excess in (("means", yt, m[4] - 3), ("variances", q, of_squares)):
        dispersion(f"row_{what}", terms.reshape(-1, COLUMNS), excess)
        dispersion(f"column_{what}", terms.transpose(0, 2, 1).reshape(-1, ROWS), excess)
        dispersion(f"tensor_{what}", terms.reshape(TENSORS, -1), excess)
    points = np.minimum(15, np.floor(16 * u[: n // 3 * 3])).astype(int).reshape(-1, 3)
    counts = np.bincount(points @ [256, 16, 1], minlength=4096)
    each = len(points) / 4096
    stat, df = ((counts - each) ** 2).sum() / each, 4095
    variance = 2 * df * (len(points) - 1) / len(points)
    record(name, "triples", cumulants((stat - df) / np.sqrt(variance), (8 * df + 4 * df * 4096 / len(points)) / variance**1.5))
    r, c = ROWS, COLUMNS
    total = sum((g[np.tril_indices(r, -1)] ** 2).sum() for g in (a @ a.T for a in yt))
    pairs = r * (r - 1) // 2
    # Var of one squared product, and the covariance of two that share a row.
    one = 3 * c * (c - 1) + c * m[4] ** 2 - c * c
    shared = c * (m[4] - 1)
    variance = pairs * one + r * (r - 1) * (r - 2) * shared
    record(name, "gram", cumulants((total - TENSORS * pairs * c) / np.sqrt(TENSORS * variance), np.sqrt(8 / (TENSORS * pairs))))
    if law.family == "normal":
        long, short = np.sqrt(c - 0.5), np.sqrt(r - 0.5)
        largest = [np.linalg.svd(a)[1][0] ** 2 for a in yt]
        tw = [(l - (long + short) ** 2) / ((long + short) * (1 / long + 1 / short) ** (1 / 3)) for l in largest]
        record(name, "largest_singular_value", "", " ".join(repr(float(x)) for x in tw))


def variants(name, contract, law, drawn, changes):
    for label, (scale, shift) in changes.items():
        independent(f"{name} {label}", contract, law, law.mean + scale * (drawn - law.mean) + shift * law.sd)


SHAPE = (TENSORS, ROWS, COLUMNS)
ALL = {"as drawn": (1, 0), "wide": (1.3, 0), "narrow": (0.7, 0), "shifted up": (1, 0.3), "shifted down": (1, -0.3)}
INSIDE = {"as drawn": (1, 0), "narrow": (0.7, 0), "shifted up": (0.8, 0.2)}
normal = Law(norm(0.02, 0.05), "normal")
variants("normal", "random_normal(mean=0.02; stddev=0.05)", normal, rng.normal(0.02, 0.05, SHAPE), ALL)
heavy = 0.02 + 0.05 * rng.standard_t(3, SHAPE)
heavy[1, 2, 3] = heavy[0, 0, 0]
independent("normal heavy", "random_normal(mean=0.02; stddev=0.05)", normal, heavy)
skewed = 0.02 + 0.05 * (rng.exponential(1, SHAPE) - 1)
independent("normal skewed", "random_normal(mean=0.02; stddev=0.05)", normal, skewed)
independent("normal mirrored", "random_normal(mean=0.02; stddev=0.05)", normal, 0.04 - skewed)
structured = rng.normal(0, 1, SHAPE) + 0.7 * rng.normal(0, 1, (TENSORS, ROWS, 1)) + 0.5 * rng.normal(0, 1, (1, 1, COLUMNS))
independent("normal of lines", "random_normal(mean=0.02; stddev=0.05)", normal, 0.02 + 0.04 * structured)
flat = Law(uniform(-0.05, 0.12), "uniform")
variants("uniform", "random_uniform(minval=-0.05; maxval=0.07)", flat, rng.uniform(-0.05, 0.07, SHAPE), INSIDE)
sd = 0.05 / 0.8796256610342398
cut = Law(truncnorm(-2, 2, 0, 0.05), "truncated_normal")
variants("truncated", "truncated_normal(stddev=0.05)", cut, 0.05 * truncnorm.rvs(-2, 2, size=SHAPE, random_state=rng), INSIDE)


def haar(rows, columns):
    a = rng.normal(size=(max(rows, columns), min(rows, columns)))
    q, r = np.linalg.qr(a)
    q = q * np.sign(np.diag(r))
    return q if rows >= columns else q.T


def rotations(name, t, gain=1.0):
    count, r, c = t.shape
    contract = "orthogonal" if gain == 1 else f"orthogonal(gain={gain})"
    samples.append([name, contract, f"{r}x{c}", "float64", *[" ".join(repr(float(x)) for x in a.ravel()) for a in gain * t]])
    up = t if r >= c else t.transpose(0, 2, 1)
    long, short = up.shape[1:]
    cosines = (up.sum(1) ** 2 / long).ravel()
    record(name, "haar_columns", min(1, cosines.size * beta.sf(cosines, 0.5, (long - 1) / 2).min()))
    k = np.arange(short)
    alternating = 1 - 2 * (k % 2)
    paths = [up[:, k, k], up[:, long - 1 - k, k] * alternating, up[:, (k + 1) % long, k] * alternating]
    z = max(abs(path.sum()) / np.sqrt(count * short / long) for path in paths)
    record(name, "haar_trace", min(1, 3 * 2 * norm.sf(z)))
    positive = (up[:, k, k] > 0).sum()
    record(name, "haar_signs", two_sided(binom.cdf(positive, count * short, 0.5), binom.sf(positive - 1, count * short, 0.5)))


rotations("rotations", np.stack([haar(5, 3) for _ in range(6)]))
rotations("rotations with a gain", np.stack([haar(3, 4) for _ in range(6)]), 1.5)
rotations("rotations of one trace", np.stack([q * np.sign(np.diag(q)) for q in (haar(4, 4) for _ in range(6))]))
rotations("rotations of the other trace", np.stack([-q * np.sign(np.diag(q)) for q in (haar(4, 4) for _ in range(6))]))


def sparse(name, rows, columns, sparsity, count, draw):
    """`draw` answers which rows of one column are 0."""
    zeros = int(np.ceil(sparsity * rows))
    t = rng.normal(0, 0.01, (count, rows, columns))
    for a in t:
        for column in range(columns):
            a[draw(zeros, rows), column] = 0
    samples.append([name, f"sparse(sparsity={sparsity})", f"{rows}x{columns}", "float64", *[" ".join(repr(float(x)) for x in a.ravel()) for a in t]])
    counts = (t == 0).sum((0, 2))
    drawn, share = count * columns, zeros / rows
    scale = (rows - 1) / (rows * (1 - share)) / (drawn * share)
    off = abs(counts - drawn * share)
    if rows == 2:
        p = two_sided(binom.cdf(counts[0], drawn, share), binom.sf(counts[0] - 1, drawn, share))
    else:
        p = two_sided(chi2.cdf(((off + 0.5) ** 2).sum() * scale, rows - 1), chi2.sf((off**2).sum() * scale, rows - 1))
    record(name, "sparse_places", p)
    record(name, "sparsity", 1)


anywhere = lambda zeros, rows: rng.choice(rows, zeros, replace=False)
sparse("sparse", 7, 6, 0.3, 4, anywhere)
turn = iter(range(10**6))
sparse("sparse evenly", 7, 6, 0.3, 4, lambda zeros, rows: (next(turn) + 2 * np.arange(zeros)) % rows)
sparse("sparse first", 7, 6, 0.3, 4, lambda zeros, rows: anywhere(zeros, rows) if rng.random() < 0.6 else np.arange(zeros))
sparse("sparse of two", 2, 6, 0.5, 4, anywhere)
sparse("sparse of two, mostly first", 2, 6, 0.5, 4, lambda zeros, rows: [int(rng.random() < 0.2)])


def grid(name, contract, law, precision, dtype, t):
    """Values on a grid: what their cells say, sums over all cells included."""
    def ends(x):
        e = np.floor(np.log2(np.abs(x)))
        step = 2.0 ** (e - precision + 1)
        inner = np.where(np.abs(x) == 2.0**e, step / 2, step)
        return np.sign(x) * (np.abs(x) - inner / 2), np.sign(x) * (np.abs(x) + step / 2)

    e = np.floor(np.log2(np.abs(t)))
    t = np.round(t / 2.0 ** (e - precision + 1)) * 2.0 ** (e - precision + 1)
    samples.append([name, contract, f"{ROWS}x{COLUMNS}", dtype, *[" ".join(repr(float(x)) for x in a.ravel()) for a in t]])
    x = np.sort(t.ravel())
    n = x.size
    low, high = np.sort(np.stack(ends(x)), axis=0)
    i = np.arange(1, n + 1)
    d = max((i / n - law.frozen.cdf(high)).max(), (law.frozen.cdf(low) - (i - 1) / n).max())
    record(name, "kolmogorov_smirnov", kstwo.sf(d, n), d)
    widest, mean, s = law.mean + 9 * law.sd, law.mean, law.sd
    powers = range(int(np.floor(np.log2(s))) - 14 if mean == 0 else 0, int(np.ceil(np.log2(widest))) + 1)
    size = np.concatenate([2.0**k * (1 + np.arange(2 ** (precision - 1)) / 2 ** (precision - 1)) for k in powers])
    values = np.concatenate([-size, size]) if mean == 0 else size[abs(size - mean) < 9 * s]
    lo, hi = np.sort(np.stack(ends(values)), axis=0)
    cells = np.where(lo > mean, norm.sf(lo, mean, s) - norm.sf(hi, mean, s), norm.cdf(hi, mean, s) - norm.cdf(lo, mean, s))
    for k in (2, 3, 4):
        record(name, f"grid_moment_{k}", "", (cells**k).sum())
    multiples = np.unique(x, return_counts=True)[1]
    pairs = (multiples * (multiples - 1) // 2).sum()
    p2 = (cells**2).sum()
    g = cells - p2
    expected = 1.05 * p2 * n * (n - 1) / 2
    # Of an entry's own cell, and of two entries in one.
    variance = expected + n**3 * (cells * g**2).sum()
    third = expected + n**4 * ((cells * g**3).sum() + 3 * (cells**2 * g**2).sum())
    skew = third / variance**1.5
    k = 4 / skew**2
    record(name, "grid_duplicates", gamma.sf(k + (pairs - expected) / np.sqrt(variance) * np.sqrt(k), k), pairs)


grid("normal in bfloat16", "random_normal(stddev=0.05)", Law(norm(0, 0.05), "normal"), 8, "bfloat16", rng.normal(0, 0.05, SHAPE))
grid("normal in float16", "random_normal(stddev=0.05)", Law(norm(0, 0.05), "normal"), 11, "float16", rng.normal(0, 0.05, SHAPE))
grid("far normal in float32", "random_normal(mean=100; stddev=0.0001)", Law(norm(100, 0.0001), "normal"), 24, "float32", rng.normal(100, 0.0001, SHAPE))

with open(os.path.join(HERE, "checks_samples.csv"), "w", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow(["sample", "contract", "shape", "dtype", "tensors"])
    out.writerows([*s[:4], ";".join(s[4:])] for s in ([c.replace(",", ";") for c in s] for s in samples))
with open(os.path.join(HERE, "checks.csv"), "w", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow(["sample", "check", "p_value", "statistic"])
    out.writerows([s.replace(",", ";"), *rest] for s, *rest in rows)
