"""The statistics of a gate in NumPy and SciPy: reads "<task> <file> <rows> <columns>" a line, answers "<milliseconds> <milliseconds of processor> <value>"."""

import sys
import time

import numpy
import scipy
from scipy import fft, special, stats


def ks(x, rows, columns):
    return stats.kstest(x, "norm", mode="asymp").statistic


def moments(x, rows, columns):
    return float(x.mean(dtype=numpy.float64)) + float(x.var(dtype=numpy.float64))


def everything(x, rows, columns):
    """What the gate computes of one tensor, written as a numpy user would write it well: one sort, one cdf pass, no Python loop."""
    n = x.size
    y = x.astype(numpy.float64)
    y2 = y * y
    found = [y.sum(), y2.sum(), (y2 * y).sum(), (y2 * y2).sum(), x.min(), x.max()]
    order = numpy.sort(x)
    u = special.ndtr(order.astype(numpy.float64))
    i = numpy.arange(n)
    found.append(max(((i + 1) / n - u).max(), (u - i / n).max()))
    w = (2 * i + 1) / (2 * n)
    found.append(-n - ((2 * i + 1) * (numpy.log(u) + numpy.log1p(-u[::-1]))).sum() / n)
    found.append(((u - w) ** 2).sum() + 1 / (12 * n))
    t = 2 * u - 1
    before, value = numpy.ones(n), t
    for k in range(1, 9):
        found.append(value.sum())
        before, value = value, ((2 * k + 1) * t * value - k * before) / (k + 1)
    found.append(numpy.bincount(numpy.minimum(255, (u * 256).astype(numpy.int64)), minlength=256).max())
    for bound in (2, 3, 4):
        found.append(numpy.count_nonzero(numpy.abs(x) > bound))
    found.append(numpy.count_nonzero(order[1:] == order[:-1]))
    found.append(numpy.dot(y[1:], y[:-1]))
    found.append(numpy.dot(y[columns:], y[:-columns]))
    m = y.reshape(rows, columns)
    for sums in (m.sum(1), m.sum(0), (m * m).sum(1), (m * m).sum(0)):
        found.append((sums**2).sum())
    part = y[: 2**19]
    half = part.size // 2
    size = fft.next_fast_len(part.size + half, real=True)
    spectrum = fft.rfft(part, size)
    lags = fft.irfft(spectrum.real**2 + spectrum.imag**2, size)[1 : half + 1]
    found.append(numpy.abs(lags / numpy.sqrt(part.size - numpy.arange(1, half + 1))).max())
    return float(found[6])


TASKS = {"ks": ks, "moments": moments, "everything": everything}

print(f"numpy {numpy.__version__}, scipy {scipy.__version__}", flush=True)
for line in sys.stdin:
    task, path, rows, columns = line.split()
    data = numpy.fromfile(path, dtype=numpy.float32)
    start, busy = time.perf_counter(), time.process_time()
    value = TASKS[task](data, int(rows), int(columns))
    busy = time.process_time() - busy
    print(f"{1000 * (time.perf_counter() - start)} {1000 * busy} {value!r}", flush=True)
