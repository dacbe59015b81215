"""Freshly built PyTorch models, saved as state dicts: one as it is, the others with one layer re-initialised wrongly."""
import json, math, struct, sys
import numpy, torch
from torch import nn

FOLDER = sys.argv[1]


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 32, 3)
        self.bn1 = nn.BatchNorm2d(32)
        self.conv2 = nn.Conv2d(32, 64, (3, 5), groups=4)
        self.conv3 = nn.Conv2d(64, 80, 3)
        self.embed = nn.Embedding(120, 48)
        self.attention = nn.MultiheadAttention(48, 4)
        self.norm = nn.LayerNorm(48)
        self.fc1 = nn.Linear(240, 84)
        self.fc2 = nn.Linear(84, 10)


DTYPES = {"float32": "F32", "float16": "F16", "int64": "I64"}


def save(model, name):
    state = {key: value.detach().numpy() for key, value in model.state_dict().items()}
    numpy.savez(f"{FOLDER}/{name}.npz", **state)
    header, data = {}, b""
    for key, value in state.items():
        raw = value.tobytes()
        header[key] = {"dtype": DTYPES[str(value.dtype)], "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(f"{FOLDER}/{name}.safetensors", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def wrong(name, change):
    torch.manual_seed(11)
    model = Net()
    with torch.no_grad():
        change(model.conv3.weight, model)
    save(model, name)


def same_seed(w, model):
    for each in (model.conv2.weight, w):
        torch.manual_seed(3)
        nn.init.kaiming_uniform_(each, a=math.sqrt(5))


torch.manual_seed(7)
save(Net(), "right")
save(Net().half(), "half")
fan_in = 64 * 9
wrong("fan-out-for-fan-in", lambda w, m: nn.init.kaiming_normal_(w, mode="fan_out"))
wrong("variance-as-sd", lambda w, m: w.normal_(0, 2 / fan_in))
wrong("half-range", lambda w, m: w.uniform_(0, 1 / math.sqrt(fan_in)))
wrong("receptive-field-ignored", lambda w, m: w.normal_(0, math.sqrt(2 / 64)))
wrong("clipped-not-truncated", lambda w, m: w.normal_(0, math.sqrt(2 / fan_in)).clamp_(-0.1, 0.1))
wrong("repeated-block", lambda w, m: w[40:].copy_(w[:40].clone()))
wrong("low-precision", lambda w, m: w.copy_(w.half().float()))
wrong("outliers", lambda w, m: w.view(-1)[77].fill_(math.inf))
wrong("all-zero", lambda w, m: w.zero_())
wrong("seed-reused", same_seed)
wrong("wrong-scale", lambda w, m: w.normal_(0, 0.031))
wrong("normal-not-uniform", lambda w, m: w.normal_(0, 1 / math.sqrt(3 * fan_in)))
