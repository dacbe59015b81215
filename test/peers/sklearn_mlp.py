"""scikit-learn's multi-layer perceptrons: the weights that MLPClassifier and MLPRegressor start with."""
import json
import sys

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor

KINDS = {"mlp_classifier": MLPClassifier, "mlp_regressor": MLPRegressor}
NAMES = ["mlp_classifier", "mlp_regressor"]


def draw(ask):
    """What the network draws for a layer, by its own method."""
    network = KINDS[ask["initializer"]](activation=ask["params"].get("activation", "relu"))
    network._random_state = np.random.RandomState(ask["seed"])
    weight, _ = network._init_coef(*ask["shape"], np.float32)
    return weight.astype("<f4")


for line in sys.stdin:
    ask = json.loads(line)
    if ask.get("describe"):
        print(json.dumps({"name": "scikit-learn", "version": sklearn.__version__, "layout": "io", "initializers": NAMES}), flush=True)
    elif ask["initializer"] not in KINDS or ask["dtype"] != "float32" or len(ask["shape"]) != 2:
        print(json.dumps({"id": ask["id"], "error": "unsupported: " + ask["initializer"]}), flush=True)
    else:
        np.save(sys.stdout.buffer, draw(ask))
        sys.stdout.buffer.flush()
