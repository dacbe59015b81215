"""Architectures of several matrices a layer in PyTorch, by its own generator, its own layers where it has them (dropout, batch_norm, conv2d, avg_pool2d,
softmax, layer_norm), and autograd: reads a list of networks in JSON from stdin, answers for each the mean over networks, and its
standard error, of ln mean(z^2) behind the last layer and of ln mean(dL/dz^2) behind the first, relative to the last."""

import json
import math
import sys

import torch
from networks import FUNCTIONS, normalized, statistic, weights
from torch.nn import functional

KERNEL = 3


class Layers:
    """One network's matrices for all networks at once; drawn at every layer, or once."""

    def __init__(self, network, tied):
        self.network, self.tied, self.known = network, tied, {}

    def matrix(self, k, inputs, outputs, layer):
        key = k if self.tied else (layer, k)
        if key not in self.known:
            law, nets, sigma_w2 = self.network["law"], self.network["nets"], self.network["sigma_w2"]
            bias = self.network["sigma_b"] * torch.randn(nets, 1, outputs)
            self.known[key] = weights(law, nets, inputs, outputs, sigma_w2), bias
        return self.known[key]

    def weigh(self, k, x, layer, outputs=None):
        matrix, bias = self.matrix(k, x.shape[-1], outputs or x.shape[-1], layer)
        return torch.bmm(x, matrix) + bias


def activated(z, phi, layer):
    return z if layer == 0 else phi(z)


def layer_norm(z):
    return functional.layer_norm(z, z.shape[-1:], eps=0)


def dropout(net, phi, z, layer, depth):
    x = z if layer == 0 else functional.dropout(phi(z), p=net.network["rate"], training=True)
    return net.weigh(0, x, layer)


def batch_norm(net, phi, z, layer, depth):
    if layer == 0:
        return net.weigh(0, z, layer)
    nets, rows, width = z.shape
    columns = z.permute(1, 0, 2).reshape(rows, nets * width)
    u = functional.batch_norm(columns, None, None, training=True, eps=0)
    return net.weigh(0, phi(u.reshape(rows, nets, width).permute(1, 0, 2)), layer)


def gated(net, phi, z, layer, depth):
    u = normalized(z)
    return z + net.weigh(2, phi(net.weigh(0, u, layer)) * net.weigh(1, u, layer), layer)


def image(x):
    nets, pixels, width = x.shape
    side = math.isqrt(pixels)
    return x.permute(0, 2, 1).reshape(1, nets * width, side, side), side


def pixels_of(picture, nets):
    width = picture.shape[1] // nets
    return picture.reshape(nets, width, -1).permute(0, 2, 1)


def convolution(stride=1, mode="constant", pool=False):
    def layer_of(net, phi, z, layer, depth):
        nets, _, width = z.shape
        picture, side = image(activated(z, phi, layer))
        law, sigma_w2 = net.network["law"], net.network["sigma_w2"]
        kernel = weights(law, nets, KERNEL * KERNEL * width, width, sigma_w2)
        kernel = kernel.permute(0, 2, 1).reshape(nets * width, width, KERNEL, KERNEL)
        padded = functional.pad(picture, (1, 1, 1, 1), mode=mode)
        step = stride if side > 4 else 1
        out = functional.conv2d(padded, kernel, groups=nets, stride=step)
        out = pixels_of(out, nets) + net.network["sigma_b"] * torch.randn(nets, 1, width)
        if pool and side > 4:
            out = pixels_of(functional.avg_pool2d(image(out)[0], 2), nets)
        return out

    return layer_of


def rnn(net, phi, z, layer, depth):
    return net.weigh(0, activated(z, phi, layer), layer)


def lstm(net, phi, state, layer, depth):
    cell, output = state
    h, x = output * phi(cell), torch.randn(cell.shape)
    forget, enter, candidate, leave = (net.weigh(k, h, layer) + net.weigh(k + 4, x, layer) for k in range(4))
    return torch.sigmoid(forget) * cell + torch.sigmoid(enter) * phi(candidate), torch.sigmoid(leave)


def gru(net, phi, z, layer, depth):
    x = torch.randn(z.shape)
    update = torch.sigmoid(net.weigh(0, z, layer) + net.weigh(3, x, layer))
    reset = torch.sigmoid(net.weigh(1, z, layer) + net.weigh(4, x, layer))
    fresh = phi(net.weigh(2, reset * z, layer) + net.weigh(5, x, layer))
    return update * z + (1 - update) * fresh


def attention(net, u, layer, causal=False):
    nets, tokens, width = u.shape
    heads = width // 64 if width % 64 == 0 else 1
    split = lambda x: x.reshape(nets, tokens, heads, width // heads).transpose(1, 2)
    q, k, v = (split(net.weigh(matrix, u, layer)) for matrix in range(3))
    scores = q @ k.transpose(-1, -2) / math.sqrt(width // heads)
    if causal:
        scores = scores.masked_fill(torch.ones(tokens, tokens).triu(1).bool(), -math.inf)
    mixed = torch.softmax(scores, -1) @ v
    return net.weigh(3, mixed.transpose(1, 2).reshape(nets, tokens, width), layer)


def perceptron(net, phi, u, layer):
    width = u.shape[-1]
    return net.weigh(5, phi(net.weigh(4, u, layer, 4 * width)), layer, width)


def pre_norm(branch, causal=False):
    def layer_of(net, phi, z, layer, depth):
        z = z + branch(depth) * attention(net, layer_norm(z), layer, causal)
        return z + branch(depth) * perceptron(net, phi, layer_norm(z), layer)

    return layer_of


def post_norm(net, phi, z, layer, depth):
    u = layer_norm(z)
    u = layer_norm(u + attention(net, u, layer))
    return u + perceptron(net, phi, u, layer)


# The layer, rows that belong together (1: one input of its own), and whether all layers have the same matrices.
FORMULAS = {
    "dropout": (dropout, 1, False),
    "batch_norm": (batch_norm, 32, False),
    "gated": (gated, 1, False),
    "conv": (convolution(), 64, False),
    "conv_circular": (convolution(mode="circular"), 64, False),
    "conv_stride": (convolution(stride=2), 64, False),
    "conv_pool": (convolution(pool=True), 64, False),
    "rnn": (rnn, 1, True),
    "lstm": (lstm, 1, True),
    "gru": (gru, 1, True),
    "attention": (lambda net, phi, z, layer, depth: attention(net, z, layer), 8, False),
    "transformer": (pre_norm(lambda depth: 1), 8, False),
    "transformer_scaled": (pre_norm(lambda depth: 1 / math.sqrt(2 * depth)), 8, False),
    "transformer_post_norm": (post_norm, 8, False),
    "gpt": (pre_norm(lambda depth: 1, causal=True), 8, False),
    "gpt_scaled": (pre_norm(lambda depth: 1 / math.sqrt(2 * depth), causal=True), 8, False),
}


def simulated(network):
    nets, width, depth = network["nets"], network["width"], network["depth"]
    phi = FUNCTIONS[network["activation"]]
    layer_of, rows, tied = FORMULAS[network["architecture"]]
    net = Layers(network, network.get("tied", tied))
    z = normalized(torch.randn(nets, rows, width))
    state = (z, torch.zeros(z.shape)) if layer_of is lstm else z
    kept = []
    for layer in range(depth):
        state = layer_of(net, phi, state, layer, depth)
        z = state[0] if layer_of is lstm else state
        z.requires_grad_() if layer == 0 else z.retain_grad()
        kept.append(z)
    top = torch.randn(z.shape)
    (z * top).sum().backward()
    forward = z.detach().pow(2).mean((1, 2)).log()
    backward = (kept[0].grad.pow(2).mean((1, 2)) / top.pow(2).mean((1, 2))).log()
    # Laws are of networks that are alive.
    return [statistic(logs[torch.isfinite(logs)]) for logs in (forward, backward)]


torch.manual_seed(23)
json.dump([simulated(network) for network in json.load(sys.stdin)], sys.stdout)
