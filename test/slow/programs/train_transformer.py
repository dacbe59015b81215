"""Small transformers of five widths in PyTorch, trained ten steps of Adam: muP's scales (Yang et al. 2022, table 8), or standard ones with one learning rate
for all widths ("standard"), or muP with the learning rate of hidden matrices not divided by the width ("hidden_rate"). Writes what every layer does to one
batch before and after: layer 1 is the embedding, the last the logits, the others the stream behind each block."""

import math
import sys

import numpy
import torch
from torch import nn
from torch.nn import functional

VOCABULARY, TOKENS, BATCH, BLOCKS, STEPS, RATE, BASE = 16, 8, 8, 2, 10, 0.01, 32


class Block(nn.Module):
    def __init__(self, width, attention_scale):
        super().__init__()
        self.attention_scale = attention_scale
        self.matrices = nn.ModuleList(nn.Linear(width, width, bias=False) for _ in range(6))

    def forward(self, x):
        query, key, value, output, up, down = self.matrices
        u = functional.layer_norm(x, x.shape[-1:])
        shares = torch.softmax(query(u) @ key(u).transpose(-1, -2) * self.attention_scale, -1)
        x = x + output(shares @ value(u))
        return x + down(functional.gelu(up(functional.layer_norm(x, x.shape[-1:]))))


class Transformer(nn.Module):
    def __init__(self, width, is_mup):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, width)
        # The same scale at the base width.
        scale = math.sqrt(BASE) / width if is_mup else 1 / math.sqrt(width)
        self.blocks = nn.ModuleList(Block(width, scale) for _ in range(BLOCKS))
        self.head = nn.Linear(width, VOCABULARY, bias=False)
        nn.init.normal_(self.embedding.weight)
        for block in self.blocks:
            for matrix in block.matrices:
                nn.init.normal_(matrix.weight, std=1 / math.sqrt(width))
        nn.init.normal_(self.head.weight, std=math.sqrt(BASE) / width if is_mup else 1 / math.sqrt(width))

    def layers(self, tokens):
        x = self.embedding(tokens)
        found = [x]
        for block in self.blocks:
            x = block(x)
            found.append(x)
        return [*found, self.head(functional.layer_norm(x, x.shape[-1:]))]


def dump(model, tokens, path):
    with torch.no_grad():
        layers = model.layers(tokens)
    arrays = {f"layer.{k}.forward": z.reshape(-1, z.shape[-1]).numpy() for k, z in enumerate(layers, 1)}
    numpy.savez(path, **arrays)


def train(width, seed, kind, folder):
    torch.manual_seed(seed)
    is_mup = kind != "standard"
    model = Transformer(width, is_mup)
    hidden = RATE * BASE / width if kind == "mup" else RATE
    matrices = [matrix.weight for block in model.blocks for matrix in block.matrices]
    groups = [
        {"params": [model.embedding.weight], "lr": RATE},
        {"params": matrices, "lr": hidden},
        {"params": [model.head.weight], "lr": RATE * BASE / width if is_mup else RATE},
    ]
    adam = torch.optim.Adam(groups)
    probe = torch.randint(VOCABULARY, (BATCH, TOKENS))
    dump(model, probe, f"{folder}/before_{width}_{seed}.npz")
    for _ in range(STEPS):
        tokens = torch.randint(VOCABULARY, (BATCH, TOKENS))
        logits = model.layers(tokens)[-1]
        loss = functional.cross_entropy(logits.reshape(-1, VOCABULARY), ((3 * tokens + 1) % VOCABULARY).reshape(-1))
        adam.zero_grad()
        loss.backward()
        adam.step()
    dump(model, probe, f"{folder}/after_{width}_{seed}.npz")


torch.set_num_threads(1)
kind, folder = sys.argv[1:]
for width in (32, 64, 128, 256, 512):
    for seed in range(3):
        train(width, seed, kind, folder)
