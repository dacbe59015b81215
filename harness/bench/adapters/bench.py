"""Times NumPy, SciPy and PyTorch from the inside: a JSON object a line in, one a line out.

Arguments are the libraries to load, all three without any. {"describe": true} answers names and versions of those that are
there; {"library": "torch", "task": "he_normal", "elements": 1000000, "threads": 1} answers the nanoseconds of one run;
{"peak": true} the most resident memory so far in kB, where the system tells it. Fills go into memory that is there already.
"""
import json
import sys
import time

libraries = {}
for name in sys.argv[1:] or ("numpy", "scipy", "torch"):
    try:
        libraries[name] = __import__(name)
    except ImportError:
        pass
if "scipy" in libraries:
    import scipy.stats
if "torch" in libraries:
    import torch

    torch.set_grad_enabled(False)
    libraries["torch-float64"] = torch

buffers = {}


def peak():
    """Linux's VmHWM: the peak of this program alone (ru_maxrss would also count what ran before exec)."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return None


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
    if task == "products":
        return products(torch.float32)
    if task == "propagation":
        return propagation


def torch_float64_task(task, n):
    if task == "products":
        return products(torch.float64)


def products(dtype):
    """256 vectors by a square matrix."""
    if dtype not in buffers:
        buffers[dtype] = [torch.randn(rows, 1024, dtype=dtype) for rows in (256, 1024, 256)]
    x, w, out = buffers[dtype]
    return lambda: torch.mm(x, w, out=out)


DEPTH, WIDTH, NETS = 100, 1024, 10


def propagation():
    """Ten networks of depth 100 and width 1024 on two inputs, forward and backward, with the statistics of every layer.

    By hand, which is faster than autograd and keeps less; the weights are drawn into the memory of the last network's.
    """
    weights = [torch.empty(WIDTH, WIDTH) for _ in range(DEPTH)]
    return [network(weights) for _ in range(NETS)]


def network(weights):
    for w in weights:
        torch.nn.init.kaiming_normal_(w)
    x, slopes, forward, backward = torch.randn(2, WIDTH), [], [], []
    for w in weights:
        z = x @ w
        second = z.square().mean(1)
        gain = second[0] / x[0].square().mean()
        x = z.relu()
        alive = z > 0
        slopes.append(alive[0])
        variance, mean = torch.var_mean(x[0], unbiased=False)
        over_inputs = x.var(0).mean()
        dead = 1 - alive.any(0).float().mean()
        correlation = torch.dot(z[0], z[1]) / WIDTH / (second[0] * second[1]).sqrt()
        forward.append(torch.stack([second[0].log(), gain.log(), mean, variance, over_inputs, dead, correlation]))
    delta = torch.randn(WIDTH)
    for w, slope in zip(reversed(weights), reversed(slopes[:-1])):
        delta = torch.mv(w, delta) * slope
        backward.append(delta.square().mean())
    return torch.stack(forward), torch.stack(backward).log()


TASKS = {"numpy": numpy_task, "scipy": scipy_task, "torch": torch_task, "torch-float64": torch_float64_task}


for line in sys.stdin:
    request = json.loads(line)
    if "describe" in request:
        answer = {name: library.__version__ for name, library in libraries.items()}
    elif "peak" in request:
        answer = {"peak": peak()}
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
