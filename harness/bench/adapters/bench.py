"""Times NumPy, SciPy and PyTorch from the inside: a JSON object a line in, one a line out.

{"describe": true} answers names and versions of the libraries that are there; {"library": "torch", "task": "he_normal",
"elements": 1000000} answers the nanoseconds of one run. Fills go into memory that is there already.
"""
import json
import sys
import time

libraries = {}
for name in ("numpy", "scipy", "torch"):
    try:
        libraries[name] = __import__(name)
    except ImportError:
        pass
if "scipy" in libraries:
    import scipy.stats
if "torch" in libraries:
    import torch

    torch.set_grad_enabled(False)

buffers = {}


def numpy_buffer(n):
    import numpy

    return buffers.setdefault(("numpy", n), numpy.empty(n, numpy.float32))


def torch_buffer(*shape):
    return buffers.setdefault(("torch", shape), torch.empty(*shape))


def matrix(n):
    return torch_buffer(1000, n // 1000)


def numpy_task(task, n):
    import numpy

    generator = buffers.setdefault("generator", numpy.random.default_rng(0))
    out = numpy_buffer(n)
    if task == "he_normal":
        return lambda: generator.standard_normal(dtype=numpy.float32, out=out)
    if task == "glorot_uniform":
        return lambda: generator.random(dtype=numpy.float32, out=out)
    if task == "orthogonal":
        side = int(n**0.5)
        return lambda: numpy.linalg.qr(generator.standard_normal((side, side), dtype=numpy.float32))
    if task == "moments":
        entries = draws(n)
        return lambda: (entries.mean(dtype=numpy.float64), entries.var(dtype=numpy.float64))


def draws(n):
    import numpy

    if ("draws", n) not in buffers:
        buffers[("draws", n)] = numpy.random.default_rng(0).standard_normal(n, dtype=numpy.float32)
    return buffers[("draws", n)]


def scipy_task(task, n):
    if task == "kolmogorov_smirnov":
        entries = draws(n)
        return lambda: scipy.stats.kstest(entries, "norm")


def torch_task(task, n):
    init = torch.nn.init
    if task == "he_normal":
        return lambda: init.kaiming_normal_(matrix(n))
    if task == "glorot_uniform":
        return lambda: init.xavier_uniform_(matrix(n))
    if task == "truncated_normal":
        return lambda: init.trunc_normal_(matrix(n))
    if task == "orthogonal":
        side = int(n**0.5)
        return lambda: init.orthogonal_(torch_buffer(side, side))
    if task == "propagation":
        return propagation


def propagation():
    """Ten networks of depth 100 and width 1024 on two inputs, forward and backward."""
    for _ in range(10):
        weights = [init_weight() for _ in range(100)]
        x, slopes, curve = torch.randn(2, 1024), [], []
        for w in weights:
            z = x @ w
            curve.append(z.square().mean().log())
            slopes.append((z[0] > 0).float())
            x = z.relu()
        delta = torch.randn(1024)
        for w, slope in zip(reversed(weights), reversed([None, *slopes[:-1]])):
            delta = w @ delta
            if slope is not None:
                delta = delta * slope
                curve.append(delta.square().mean().log())


def init_weight():
    return torch.nn.init.kaiming_normal_(torch.empty(1024, 1024))


TASKS = {"numpy": numpy_task, "scipy": scipy_task, "torch": torch_task}

for line in sys.stdin:
    request = json.loads(line)
    if "describe" in request:
        answer = {name: library.__version__ for name, library in libraries.items()}
    else:
        if "torch" in libraries:
            torch.set_num_threads(request["threads"])
        work = TASKS[request["library"]](request["task"], request["elements"])
        if work is None:
            answer = {"error": "unknown task"}
        else:
            start = time.perf_counter_ns()
            work()
            answer = {"ns": time.perf_counter_ns() - start}
    print(json.dumps(answer), flush=True)
