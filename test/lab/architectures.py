"""Networks with skip connections in PyTorch, by its own generator and autograd: reads a list of networks in JSON from stdin, answers for
each the mean over networks, and its standard error, of ln mean(z^2) behind the last block and of ln mean(dL/dz^2) behind the first,
relative to the last."""

import json
import math
import sys

import torch
from networks import FUNCTIONS, normalized, statistic, weights

def layer_norm(z):
    return torch.nn.functional.layer_norm(z, z.shape[-1:], eps=0)


BLOCKS = {
    "residual": lambda z, branch, depth: z + branch(z),
    "residual_scaled": lambda z, branch, depth: z + branch(z) / math.sqrt(depth),
    "pre_layer_norm": lambda z, branch, depth: z + branch(layer_norm(z)),
    "post_layer_norm": lambda z, branch, depth: layer_norm(z) + branch(layer_norm(z)),
    "pre_rms_norm": lambda z, branch, depth: z + branch(normalized(z)),
    "post_rms_norm": lambda z, branch, depth: normalized(z) + branch(normalized(z)),
    # Sums are alpha u + beta f(u), which the next norm does not tell from u + beta / alpha f(u).
    "deep_norm": lambda z, branch, depth: layer_norm(z) + (4 * depth) ** -0.25 / depth**0.25 * branch(layer_norm(z)),
    "layer_norm": lambda z, branch, depth: branch(layer_norm(z)),
    "rezero": lambda z, branch, depth: z + torch.zeros(1) * branch(z),
    "skip_init": lambda z, branch, depth: z + torch.zeros(1) * branch(z),
}


def simulated(network):
    nets, width, depth = network["nets"], network["width"], network["depth"]
    phi, block = FUNCTIONS[network["activation"]], BLOCKS[network["architecture"]]

    def through(x):
        bias = network["sigma_b"] * torch.randn(nets, 1, width)
        return torch.bmm(x, weights(network["law"], nets, width, width, network["sigma_w2"])) + bias

    def branch(u):
        return through(phi(u))

    z = normalized(torch.randn(nets, 1, width))
    kept = []
    for layer in range(depth):
        is_input = layer == 0 and network["architecture"] == "layer_norm"
        z = through(z) if is_input else block(z, branch, depth)
        z.requires_grad_() if layer == 0 else z.retain_grad()
        kept.append(z)
    top = torch.randn(nets, 1, width)
    (z * top).sum().backward()
    forward = z.detach().pow(2).mean((1, 2)).log()
    backward = (kept[0].grad.pow(2).mean((1, 2)) / top.pow(2).mean((1, 2))).log()
    return [statistic(forward), statistic(backward)]


torch.manual_seed(17)
json.dump([simulated(network) for network in json.load(sys.stdin)], sys.stdout)
