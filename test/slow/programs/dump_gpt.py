"""Transformers as GPT-2's, of PyTorch's own layers (MultiheadAttention, LayerNorm), untrained: with the scaling of the weights that lead into the stream, or
without ("unscaled"). Writes the stream before the first block, behind each, and its gradients."""

import math
import sys

import numpy
import torch
from torch import nn

VOCABULARY, TOKENS, WIDTH, BLOCKS, NETS, SD = 50, 12, 64, 8, 10, 0.07


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(2))
        self.attention = nn.MultiheadAttention(WIDTH, 1, batch_first=True)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        unseen = torch.ones(x.shape[1], x.shape[1]).triu(1).bool()
        u = self.norms[0](x)
        x = x + self.attention(u, u, u, attn_mask=unseen, need_weights=False)[0]
        return x + self.down(nn.functional.gelu(self.up(self.norms[1](x))))


def initialize(block, is_scaled):
    into = SD / math.sqrt(2 * BLOCKS) if is_scaled else SD
    for weight in (block.attention.in_proj_weight, block.up.weight):
        nn.init.normal_(weight, std=SD)
    for weight in (block.attention.out_proj.weight, block.down.weight):
        nn.init.normal_(weight, std=into)
    for bias in (block.attention.in_proj_bias, block.attention.out_proj.bias, block.up.bias, block.down.bias):
        nn.init.zeros_(bias)


kind, folder = sys.argv[1:]
torch.set_num_threads(1)
for seed in range(NETS):
    torch.manual_seed(seed)
    tokens, positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(TOKENS, WIDTH)
    for embedding in (tokens, positions):
        nn.init.normal_(embedding.weight, std=SD)
    blocks = [Block() for _ in range(BLOCKS)]
    stream = [tokens(torch.randint(VOCABULARY, (1, TOKENS))) + positions(torch.arange(TOKENS))]
    for block in blocks:
        initialize(block, kind != "unscaled")
        stream.append(block(stream[-1]))
        stream[-1].retain_grad()
    stream[-1].backward(torch.randn_like(stream[-1]))
    arrays = {f"layer.{k}.forward": x[0].detach().numpy() for k, x in enumerate(stream)}
    arrays |= {f"layer.{k}.backward": x.grad[0].numpy() for k, x in enumerate(stream) if k > 0}
    numpy.savez(f"{folder}/{seed}.npz", **arrays)
