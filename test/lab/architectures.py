"""Networks with skip connections in PyTorch, by its own generator and autograd: reads a list of networks in JSON from stdin, answers for
each the mean over networks, and its standard error, of ln mean(z^2) behind the last block and of ln mean(dL/dz^2) behind the first,
relative to the last."""

import json
import math
import sys

import torch
from networks import FUNCTIONS, normalized, statistic, weights

BLOCKS = {
    "residual": lambda z, branch, depth: z + branch(z),
    "residual_scaled": lambda z, branch, depth: z + branch(z) / math.sqrt(depth),
}


def simulated(network):
    nets, width, depth = network["nets"], network["width"], network["depth"]
    phi, block = FUNCTIONS[network["activation"]], BLOCKS[network["architecture"]]

    def branch(u):
        bias = network["sigma_b"] * torch.randn(nets, 1, width)
        return torch.bmm(phi(u), weights(network["law"], nets, width, width, network["sigma_w2"])) + bias

    z = normalized(torch.randn(nets, 1, width))
    kept = []
    for layer in range(depth):
        z = block(z, branch, depth)
        z.requires_grad_() if layer == 0 else z.retain_grad()
        kept.append(z)
    top = torch.randn(nets, 1, width)
    (z * top).sum().backward()
    forward = z.detach().pow(2).mean((1, 2)).log()
    backward = (kept[0].grad.pow(2).mean((1, 2)) / top.pow(2).mean((1, 2))).log()
    return [statistic(forward), statistic(backward)]


torch.manual_seed(17)
json.dump([simulated(network) for network in json.load(sys.stdin)], sys.stdout)
