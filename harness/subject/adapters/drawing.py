"""What the shipped subjects share: seeds, layouts, and tensors that layers make."""
import os


def seed_or_fresh(seed, bits=32):
    """The request's seed, or a fresh one of the operating system where it is None."""
    return int.from_bytes(os.urandom(bits // 8), "little") if seed is None else seed


def axes(layout, letter):
    """The axes that a letter of a layout names, such as (0,) for "i" in "io". A packed axis is not one of a framework's."""
    if not layout.isalpha():
        raise NotImplementedError("layout " + layout)
    return tuple(k for k, one in enumerate(layout) if one == letter)


def required(layout, *layouts):
    """Raises NotImplementedError where a framework, which reads fans from fixed axes, does not mean the layout."""
    if layout not in layouts:
        raise NotImplementedError("layout " + layout)


class Layer:
    """A tensor that a layer starts with.

    make(shape, groups, dtype, seed, **params): the tensor of a new layer, made so that it has the shape.
    layout: the layouts in which the layer stores it, a comma list.
    claim: what else its name claims (`as`, `groups`, `shapes`, ...), as in the subject protocol.
    offered: False where it is gated only when it is named.
    """

    def __init__(self, make, layout, offered=True, **claim):
        self.make = make
        self.offered = offered
        self.claim = dict(claim, layout=layout)

    def draw(self, shape, layout, groups, dtype, seed, **params):
        required(layout, *self.claim["layout"].split(","))
        if groups != self.claim.get("groups", groups):
            raise NotImplementedError("%d groups" % groups)
        tensor = self.make(shape, groups, dtype, seed, **params)
        if tuple(tensor.shape) != tuple(shape):
            raise NotImplementedError("shape %s, but %s" % (list(shape), list(tensor.shape)))
        return tensor


def claims(preset, layers):
    """The claims of layers by name: each the preset's contract of its name where it says no other."""
    return {name: dict({"as": preset + ":" + name}, **layer.claim) for name, layer in layers.items()}
