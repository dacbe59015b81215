"""Random networks in PyTorch, by its own generator and autograd: reads a list of networks in JSON from stdin, answers for each the
mean over networks, and its standard error, of ln mean(z^2) of the last layer and of ln mean(dL/dz^2) of the first, relative to the top."""

import json
import math
import sys

import torch
from torch.nn import functional

torch.set_default_dtype(torch.float64)

FUNCTIONS = {
    "linear": lambda x: x,
    "relu": torch.relu,
    "relu6": functional.relu6,
    "leaky_relu": functional.leaky_relu,
    "prelu_0.25": lambda x: functional.prelu(x, torch.tensor([0.25])),
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "erf": torch.erf,
    "gelu": functional.gelu,
    "silu": functional.silu,
    "swish": functional.silu,
    "softplus": functional.softplus,
    "mish": functional.mish,
    "elu": functional.elu,
    "selu": functional.selu,
    "softsign": functional.softsign,
    "hard_tanh": functional.hardtanh,
    "sine": torch.sin,
    "squared_relu": lambda x: torch.relu(x) ** 2,
}


def weights(law, nets, inputs, outputs, sigma_w2):
    sd = math.sqrt(sigma_w2 / inputs)
    if law == "uniform":
        return (2 * torch.rand(nets, inputs, outputs) - 1) * math.sqrt(3) * sd
    return torch.randn(nets, inputs, outputs) * sd


def normalized(x):
    return x / x.pow(2).mean(-1, keepdim=True).sqrt()


def simulated(network):
    nets, widths = network["nets"], network["widths"]
    x = normalized(torch.randn(nets, 1, widths[0]))
    kept = []
    for layer, name in enumerate(network["activations"]):
        inputs, outputs = widths[layer], widths[layer + 1]
        z = torch.bmm(x, weights(network["law"], nets, inputs, outputs, network["sigma_w2"]))
        z = z + network["sigma_b"] * torch.randn(nets, 1, outputs)
        z.requires_grad_() if layer == 0 else z.retain_grad()
        kept.append(z)
        x = FUNCTIONS[name](z)
    top = torch.randn(nets, 1, widths[-1])
    (kept[-1] * top).sum().backward()
    forward = kept[-1].detach().pow(2).mean((1, 2)).log()
    backward = (kept[0].grad.pow(2).mean((1, 2)) / top.pow(2).mean((1, 2))).log()
    return [statistic(forward), statistic(backward)]


def statistic(values):
    return {"mean": values.mean().item(), "error": (values.std() / math.sqrt(len(values))).item()}


if __name__ == "__main__":
    torch.manual_seed(16)
    json.dump([simulated(network) for network in json.load(sys.stdin)], sys.stdout)
