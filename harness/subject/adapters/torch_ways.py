"""The ways by which PyTorch fills a tensor: as it stands, from a generator, compiled, or in two processes."""
import atexit
import os
import shutil
import subprocess
import sys
import tempfile

import torch
from torch import nn

DTYPES = {"float32": torch.float32, "float64": torch.float64, "float16": torch.float16, "bfloat16": torch.bfloat16}


def cuda_obstacle():
    if torch.cuda.is_available():
        return ""
    return "torch %s finds no CUDA device (torch.cuda.is_available() is False)" % torch.__version__


def reseed(seed, device="cpu"):
    """The default generator of the device; torch.manual_seed would seed those of all devices, at fifty times the cost."""
    generator = torch.default_generator
    if device != "cpu":
        torch.cuda.init()
        generator = torch.cuda.default_generators[torch.cuda.current_device()]
    generator.seed() if seed is None else generator.manual_seed(seed)


class Eager:
    """The call as it stands."""

    def obstacle(self):
        return ""

    def draw(self, name, shape, dtype, seed, device, params):
        reseed(seed, device)
        weight = torch.empty(shape, dtype=DTYPES[dtype], device=device)
        return self.fill(getattr(nn.init, name), weight, seed, params)

    def fill(self, init, weight, seed, params):
        return init(weight, **params)


class FromGenerator(Eager):
    """With a generator of its own."""

    def fill(self, init, weight, seed, params):
        generator = torch.Generator(weight.device)
        generator.seed() if seed is None else generator.manual_seed(seed)
        return init(weight, generator=generator, **params)


class Compiled(Eager):
    """By torch.compile, whose compiler draws by a generator of its own."""

    def __init__(self):
        self.compiled = {}

    def obstacle(self):
        if not hasattr(torch, "compile"):
            return "torch %s has no torch.compile" % torch.__version__
        return "" if shutil.which("g++") or shutil.which("clang++") else "torch.compile needs a C++ compiler (g++)"

    def fill(self, init, weight, seed, params):
        if init not in self.compiled:
            self.compiled[init] = torch.compile(lambda tensor, words: init(tensor, **words))
        return self.compiled[init](weight, params)


class Distributed:
    """A DTensor that two processes of gloo hold halves of, both seeded alike."""

    def __init__(self):
        self.mesh = None

    def obstacle(self):
        try:
            from torch.distributed import tensor  # noqa: F401
        except ImportError:
            return "torch %s has no torch.distributed.tensor" % torch.__version__
        return "" if torch.distributed.is_gloo_available() else "torch was built without gloo"

    def draw(self, name, shape, dtype, seed, device, params):
        if device != "cpu":
            raise NotImplementedError("gloo on " + device)
        if self.mesh is None:
            self.lead()
        seed = int.from_bytes(os.urandom(4), "little") if seed is None else seed
        return self.step((name, shape, dtype, seed, params))

    def lead(self):
        folder = tempfile.mkdtemp(prefix="initgate-gloo-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        meeting = os.path.join(folder, "store")
        other = subprocess.Popen([sys.executable, os.path.abspath(__file__), meeting], stdin=subprocess.DEVNULL)
        self.join(meeting, 0)
        atexit.register(other.wait)
        atexit.register(self.step, None)

    def join(self, meeting, rank):
        from torch.distributed.device_mesh import init_device_mesh

        torch.set_num_threads(1)
        torch.distributed.init_process_group("gloo", init_method="file://" + meeting, rank=rank, world_size=2)
        self.mesh = init_device_mesh("cpu", (2,))

    def step(self, ask=None):
        """Both processes draw what the first was asked; None ends the second."""
        from torch.distributed.tensor import Shard, distribute_tensor

        asked = [ask]
        torch.distributed.broadcast_object_list(asked, src=0)
        if asked[0] is None:
            torch.distributed.destroy_process_group()
            return None
        name, shape, dtype, seed, params = asked[0]
        weight = distribute_tensor(torch.empty(shape, dtype=DTYPES[dtype]), self.mesh, [Shard(0)])
        reseed(seed)
        try:
            getattr(nn.init, name)(weight, **params)
        except RuntimeError as error:
            raise NotImplementedError(str(error).split("\n")[0]) from error
        return weight.full_tensor()


WAYS = {"eager": Eager(), "generator": FromGenerator(), "compile": Compiled(), "dtensor": Distributed()}


def follow(meeting):
    way = WAYS["dtensor"]
    way.join(meeting, 1)
    while True:
        try:
            with torch.no_grad():
                if way.step() is None:
                    return
        except NotImplementedError:  # The first process answers so, too.
            pass


if __name__ == "__main__":
    follow(sys.argv[1])
