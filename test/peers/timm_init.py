"""timm's initializers of weights that are there: lecun_normal_, variance_scaling_, trunc_normal_ and trunc_normal_tf_."""
import timm
import timm.layers
import torch
from initgate_subject import quiet, serve

DTYPES = {"float32": torch.float32, "float64": torch.float64, "float16": torch.float16, "bfloat16": torch.bfloat16}
NAMES = ["lecun_normal_", "variance_scaling_", "trunc_normal_", "trunc_normal_tf_"]


def of(name):
    def draw(shape, dtype, seed, **params):
        params = {key: params[key] for key in params if key not in ("initializer", "layout", "groups")}
        torch.seed() if seed is None else torch.manual_seed(seed)
        weight = torch.empty(shape, dtype=DTYPES[dtype])
        getattr(timm.layers, name)(weight, **params)
        return weight

    return draw


if __name__ == "__main__":
    quiet()
    serve({name: of(name) for name in NAMES}, name="timm", version=timm.__version__, layout="oi,oiw,oihw,oidhw")
