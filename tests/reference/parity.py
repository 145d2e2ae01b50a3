"""Whole models trained by PyTorch on real digits, from weights and images that the C# tests make again: writes parity.json beside it.

Run with a Python that has torch (made with 1.13.1): python3 parity.py. Each model trains by plain SGD, in double and in float, on a batch.
Written are every step's loss in both, and per parameter tensor its first gradient in double (all of it, or a sample of its entries) beside
the largest error of PyTorch's own float gradient. Tensors and their order are those of DeepDsl: channels last, kernels [Kh, Kw, I, O].
"""
import gzip
import itertools
import json
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

HERE = pathlib.Path(__file__).parent
DIGITS = HERE.parents[1] / "samples" / "Digits" / "data" / "digits.csv.gz"
RATE = 5e-4
STEPS = 20
SAMPLE = 256


class ChannelsLastFlatten(nn.Module):
    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


class GlobalAverage(nn.Module):
    def forward(self, x):
        return x.mean((2, 3))


class BasicBlock(nn.Module):
    """He et al.: a projection by a 1x1 convolution and batch norm where the shape changes."""

    def __init__(self, channels, filters, stride):
        super().__init__()
        self.main = nn.Sequential(*conv_norm(channels, filters, stride), nn.ReLU(), *conv_norm(filters, filters))
        same = stride == 1 and channels == filters
        self.relu = nn.ReLU()
        self.shortcut = None if same else nn.Sequential(nn.Conv2d(channels, filters, 1, stride, bias=False), nn.BatchNorm2d(filters))

    def forward(self, x):
        return self.relu(self.main(x) + (x if self.shortcut is None else self.shortcut(x)))


def conv_norm(channels, filters, stride=1):
    return [nn.Conv2d(channels, filters, 3, stride, 1, bias=False), nn.BatchNorm2d(filters)]


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), ChannelsLastFlatten(),
        nn.Linear(256, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def cnn(norm):
    layers = []
    for channels, filters in ((1, 32), (32, 32), (32, 64), (64, 64)):
        layers += [*(conv_norm(channels, filters) if norm else [nn.Conv2d(channels, filters, 3, 1, 1)]), nn.ReLU()]
        if channels == filters:
            layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers, ChannelsLastFlatten(), nn.Linear(3136, 128), nn.ReLU(), nn.Linear(128, 10))


def resnet20():
    layers = [*conv_norm(3, 16), nn.ReLU()]
    channels = 16
    for filters, first_stride in ((16, 1), (32, 2), (64, 2)):
        for repeat in range(3):
            layers.append(BasicBlock(channels, filters, first_stride if repeat == 0 else 1))
            channels = filters
    return nn.Sequential(*layers, GlobalAverage(), nn.Linear(64, 10))


STEMS = {nn.Conv2d: "conv", nn.BatchNorm2d: "batchNorm", nn.Linear: "dense", BasicBlock: "basicBlock"}


def named_parameters(layers, path=""):
    """DeepDsl's names: layers of a kind count from one within their block."""
    counts = {}
    for layer in layers:
        kind = type(layer)
        if kind not in STEMS:
            continue
        counts[kind] = counts.get(kind, 0) + 1
        name = f"{path}{STEMS[kind]}{counts[kind]}."
        if kind is BasicBlock:
            yield from named_parameters(layer.main, name)
            if layer.shortcut is not None:
                yield f"{name}shortcut1.weight", layer.shortcut[0].weight
                yield f"{name}shortcut1.norm.weight", layer.shortcut[1].weight
                yield f"{name}shortcut1.norm.bias", layer.shortcut[1].bias
        else:
            for part, parameter in layer.named_parameters():
                yield name + part, parameter


def to_ours(tensor):
    """From PyTorch's order of axes, [O, I, Kh, Kw] or [O, I], to [Kh, Kw, I, O] or [I, O]."""
    order = {4: (2, 3, 1, 0), 2: (1, 0), 1: (0,)}[tensor.dim()]
    return tensor.permute(order).contiguous()


def to_torch(tensor):
    order = {4: (3, 2, 0, 1), 2: (1, 0), 1: (0,)}[tensor.dim()]
    return tensor.permute(order).contiguous()


def hash_bits(stream, count):
    """FormulaValues.Bits in the C# tests: 32 scrambled bits per index."""
    x = (np.arange(count, dtype=np.uint64) + stream * 0x9E3779B9).astype(np.uint32)
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x7FEB352D)
    x ^= x >> np.uint32(15)
    x *= np.uint32(0x846CA68B)
    return x ^ (x >> np.uint32(16))


def uniform(stream, count, center, scale):
    """center + scale * u with u in [-1, 1) on a grid of 2^-23, in float arithmetic."""
    u = ((hash_bits(stream, count) >> np.uint32(8)).astype(np.float32) - np.float32(1 << 23)) / np.float32(1 << 23)
    return np.float32(center) + np.float32(scale) * u


def start(name, shape):
    """Center and scale of a tensor's first values; scales are powers of two, so that both sides round alike."""
    if name.endswith(".bias"):
        return 0.0, 0.125
    if len(shape) == 1:
        return 1.0, 0.25
    fan_in = math.prod(shape[:-1])
    return 0.0, 2.0 ** round(math.log2(math.sqrt(6 / fan_in)))


def images(batch, size, gains):
    """The first digits, each pixel repeated to 3x3 and the picture centred; channels differ by their gain."""
    with gzip.open(DIGITS, "rt") as file:
        rows = np.array([[int(v) for v in line.split(",")] for line, _ in zip(file, range(batch))])
    pixels = (rows[:, :64].reshape(batch, 8, 8) / 16).repeat(3, 1).repeat(3, 2)
    margin = (size - 24) // 2
    pixels = np.pad(pixels, ((0, 0), (margin, margin), (margin, margin)))
    return torch.from_numpy(np.stack([g * pixels for g in gains], 1)), torch.from_numpy(rows[:, 64])


def load(build, dtype, values):
    """The model with these values, and its parameters by name."""
    model = build().to(dtype).train()
    names = dict(named_parameters(model))
    assert len(names) == len(list(model.parameters())), "a parameter has no name"
    with torch.no_grad():
        for name, parameter in names.items():
            parameter.copy_(to_torch(torch.from_numpy(values[name])))
    return model, names


def train(build, dtype, values, x, labels, steps=STEPS):
    """The losses, and the gradients of the first step in our order of axes."""
    model, names = load(build, dtype, values)
    optimizer = torch.optim.SGD(model.parameters(), RATE)
    losses, gradients = [], {}
    for step in range(steps):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x.to(dtype)), labels)
        loss.backward()
        if step == 0:
            gradients = {name: to_ours(parameter.grad).double().flatten().clone() for name, parameter in names.items()}
        optimizer.step()
        losses.append(loss.item())
    return losses, gradients


def sampled(stream, length):
    """All entries where they are few, else some that the hash picks: FormulaValues.Sample in the C# tests."""
    return np.arange(length) if length <= SAMPLE else hash_bits(stream + 0x10000, SAMPLE) % length


def largest_error(rounded, exact):
    return (rounded - exact).abs().max().item() / exact.abs().max().item()


def is_smooth(build, values, x):
    """Whether no ReLU's input lies within rounding of zero: there, a gradient jumps, and its error says nothing of the arithmetic."""
    model, _ = load(build, torch.float64, values)
    margins = []
    for layer in model.modules():
        if isinstance(layer, nn.ReLU):
            layer.register_forward_pre_hook(lambda _, inputs: margins.append((inputs[0].abs().min() / inputs[0].std()).item()))
    with torch.no_grad():
        model(x)
    return min(margins) > 1e-6


def is_telling(errors):
    """Whether the float gradients' errors are those of float arithmetic.

    Where two entries of a pool's window lie within rounding of each other, a gradient jumps as at a ReLU. Where every entry of a tensor is
    off by less than half a unit in the last place of the largest, that is luck.
    """
    return max(errors) < 1e-3 and min(errors) > 2.0 ** -24


def case(name, build, batch, size, gains):
    """The model from the first seed at which it is smooth and its float gradients are telling."""
    shapes = {n: list(to_ours(p.detach()).shape) for n, p in named_parameters(build())}
    x, labels = images(batch, size, gains)
    for seed in itertools.count(1):
        values, tensors = {}, []
        for stream, (tensor, shape) in enumerate(shapes.items(), 100 * seed):
            center, scale = start(tensor, shape)
            values[tensor] = uniform(stream, math.prod(shape), center, scale).reshape(shape)
            tensors.append({"name": tensor, "shape": shape, "stream": stream, "center": center, "scale": scale})
        if not is_smooth(build, values, x):
            continue
        _, exact = train(build, torch.float64, values, x, labels, steps=1)
        _, rounded = train(build, torch.float32, values, x, labels, steps=1)
        errors = [largest_error(rounded[tensor], exact[tensor]) for tensor in shapes]
        if is_telling(errors):
            break

    losses, exact = train(build, torch.float64, values, x, labels)
    float_losses, _ = train(build, torch.float32, values, x, labels)
    assert all(b < a for a, b in zip(losses, losses[1:])), f"the loss of {name} does not fall"
    for tensor, error in zip(tensors, errors):
        gradient = exact[tensor["name"]]
        entries = sampled(tensor["stream"], gradient.numel())
        tensor["largest"] = gradient.abs().max().item()
        tensor["floatError"] = error
        tensor["gradient"] = [float(f"{v:.10e}") for v in gradient[torch.from_numpy(entries.astype(np.int64))].tolist()]
    print(f"{name}: seed {seed}, loss {losses[0]:.6f} -> {losses[-1]:.6f}, "
          f"float errors of gradients {min(errors):.1e} to {max(errors):.1e}")
    return {"name": name, "batch": batch, "size": size, "gains": gains, "losses": losses, "floatLosses": float_losses, "tensors": tensors}


torch.set_num_threads(1)

CASES = [
    case("LeNet", lenet, 32, 28, [1.0]),
    case("Cnn", lambda: cnn(norm=True), 16, 28, [1.0]),
    case("CnnWithoutNorm", lambda: cnn(norm=False), 16, 28, [1.0]),
    case("ResNet20", resnet20, 16, 32, [1.0, 0.75, 0.5]),
]
path = HERE / "parity.json"
path.write_text("[\n" + ",\n".join(json.dumps(c) for c in CASES) + "\n]\n")
print(f"{path.stat().st_size / 1024:.0f} KiB")
