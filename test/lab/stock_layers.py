"""Freshly built PyTorch layers, one a file: `stock_layers.py DIR FIRST COUNT`. Sizes are drawn from the seed, weights by torch."""
import json, struct, sys
import numpy, torch
from torch import nn

FOLDER, FIRST, COUNT = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
DTYPES = {"float32": "F32", "float16": "F16"}


def save(state, path):
    header, data = {}, b""
    for key, value in state.items():
        value = value.detach().numpy()
        raw = value.tobytes()
        header[key] = {"dtype": DTYPES[str(value.dtype)], "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


for seed in range(FIRST, FIRST + COUNT):
    sizes = numpy.random.default_rng(seed)
    size = lambda low, high: int(numpy.exp(sizes.uniform(numpy.log(low), numpy.log(high))))
    torch.manual_seed(seed)
    kind = seed % 8
    if kind == 0: layer = nn.Linear(size(1, 4096), size(1, 64))
    elif kind == 1: layer = nn.Linear(size(1, 64), size(1, 4096))
    elif kind == 2: layer = nn.LSTM(size(1, 100), size(2, 100))
    elif kind == 3: layer = nn.GRU(size(1, 100), size(2, 100), num_layers=2)
    elif kind == 4: layer = nn.Conv2d(4 * size(1, 16), 4 * size(1, 16), size(1, 5), groups=int(sizes.choice([1, 2, 4])))
    elif kind == 5: layer = nn.Embedding(size(10, 2000), size(2, 64), padding_idx=0 if sizes.random() < 0.5 else None)
    elif kind == 6:
        heads = int(sizes.choice([1, 2, 4]))
        layer = nn.MultiheadAttention(heads * size(2, 40), heads)
    else: layer = nn.Sequential(nn.Conv1d(size(1, 64), size(1, 64), size(1, 7)), nn.ConvTranspose1d(size(1, 32), size(1, 64), size(1, 7)), nn.LayerNorm(size(2, 300)), nn.RNN(size(1, 50), size(2, 60)))
    if sizes.random() < 0.25: layer = layer.half()
    save(layer.state_dict(), f"{FOLDER}/{seed}.safetensors")
