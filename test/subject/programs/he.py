# A correct subject in ten lines of NumPy.
import json, sys, numpy

for line in sys.stdin:
    ask = json.loads(line)
    if ask.get("describe"):
        print(json.dumps({"name": "numpy", "version": numpy.__version__, "layout": "io", "initializers": ["he_normal"]}), flush=True)
    elif ask["initializer"] != "he_normal":
        print(json.dumps({"id": ask["id"], "error": "unsupported: " + ask["initializer"]}), flush=True)
    else:
        w = numpy.random.default_rng(ask["seed"]).normal(0, (2 / ask["shape"][0]) ** 0.5, ask["shape"])
        numpy.save(sys.stdout.buffer, w.astype(ask["dtype"]))
        sys.stdout.buffer.flush()
