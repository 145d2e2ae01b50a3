"""Ten steps of each optimizer, and fifty with its defaults, in double, by PyTorch (Lion: by its paper's formula), on two tensors with
fixed gradients.

Writes optimizers.json next to itself. Run with Debian's python3-torch 1.13: python3 optimizers.py
"""
import json
import math
import os

import torch

# NAdam keeps its product of momenta in the default type, whatever that of the parameters.
torch.set_default_dtype(torch.float64)

STEPS = 10
LONG_STEPS = 50
LONG_RECORDED = 10  # every tenth step
START = [[0.5, -1.25, 2.0, 0.0, -0.75, 1.5, 3.0], [1.0, -2.0, 0.25]]
# Decaying, alternating and growing components, one that is zero at times, one tiny and one large. None cancels a decayed weight.
GRADIENTS = [
    [
        [0.9 ** t, (-1) ** t * 0.5, 0.05 * t, 0.0 if t % 3 else 1.0, 1e-4 * (t + 1), math.sin(1.7 * t) * 20, -0.2],
        [0.2 * math.cos(t), -1.0 / (t + 1), 0.7],
    ]
    for t in range(STEPS)
]
# What ten steps are too few for: noise around a slope, a slope that ends, one that turns, and one that hardly is.
LONG_GRADIENTS = [
    [
        [math.sin(7.3 * i + 2.9 * t) + 0.3 for i in range(7)],
        [0.8 if t < 20 else 0.0, math.cos(t * math.pi / LONG_STEPS), 2e-3 * math.sin(0.5 * t)],
    ]
    for t in range(LONG_STEPS)
]


class Lion(torch.optim.Optimizer):
    """Chen et al. 2023, algorithm 2."""

    def __init__(self, params, lr, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                update = torch.sign(b1 * m + (1 - b1) * p.grad)
                p.copy_(p - group["lr"] * (update + group["weight_decay"] * p))
                m.copy_(b2 * m + (1 - b2) * p.grad)


def momentum(params, lr, momentum=0.9, **options):
    return torch.optim.SGD(params, lr, momentum=momentum, **options)


def nesterov(params, lr, momentum=0.9, **options):
    return torch.optim.SGD(params, lr, momentum=momentum, nesterov=True, **options)


def rmsprop(params, lr, **options):
    return torch.optim.RMSprop(params, lr, **options)


def nadam(params, lr, **options):
    # 1.13 multiplies the bias correction by one momentum too many in its per-tensor loop; this path, the documented formula and all
    # later versions do not.
    return torch.optim.NAdam(params, lr, foreach=True, **options)


def betas(b1, b2):
    return {"betas": (b1, b2)}, {"Beta1": b1, "Beta2": b2}


def case(name, optimizer, make, lr, torch_options=None, settings=None, clip=None, gradients=GRADIENTS, recorded=1):
    params = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in START]
    rule = make(params, lr, **(torch_options or {}))
    weights = []
    for number, step in enumerate(gradients):
        for p, g in zip(params, step):
            p.grad = torch.tensor(g, dtype=torch.float64)
        if clip:
            clip(params)
        rule.step()
        if (number + 1) % recorded == 0:
            weights.append([p.detach().tolist() for p in params])
    return {"name": name, "optimizer": optimizer, "settings": {"LearningRate": lr, **(settings or {})}, "weights": weights}


def each_norm(limit):
    return lambda params: [torch.nn.utils.clip_grad_norm_([p], limit) for p in params]


def all_bounds(params):
    torch.nn.utils.clip_grad_value_(params, 0.8)
    each_norm(0.9)(params)
    torch.nn.utils.clip_grad_norm_(params, 1.1)


KINDS = [
    ("SGD", torch.optim.SGD, 0.1), ("Momentum", momentum, 0.05), ("Nesterov", nesterov, 0.05), ("Adagrad", torch.optim.Adagrad, 0.1),
    ("Adadelta", torch.optim.Adadelta, 1.0), ("RMSprop", rmsprop, 0.01), ("Adam", torch.optim.Adam, 0.05),
    ("AdamW", torch.optim.AdamW, 0.05), ("NAdam", nadam, 0.05), ("Lion", Lion, 0.02),
]


def cases():
    for name, make, lr in KINDS:
        yield case(f"{name}, defaults", name, make, lr)
        yield case(f"{name}, weight decay", name, make, lr, {"weight_decay": 0.1}, {"WeightDecay": 0.1})
    for name, make, lr in KINDS:
        if name in ("Adam", "AdamW", "NAdam", "Lion"):
            torch_options, settings = betas(0.8, 0.95)
            yield case(f"{name}, other betas", name, make, lr, torch_options, settings)
        if name in ("Momentum", "Nesterov"):
            yield case(f"{name}, other momentum", name, make, lr, {"momentum": 0.5}, {"Momentum": 0.5})
        if name in ("Adagrad", "Adadelta", "RMSprop", "Adam", "AdamW", "NAdam"):
            yield case(f"{name}, other epsilon", name, make, lr, {"eps": 1e-2}, {"Epsilon": 1e-2})
    yield case("Adadelta, other rho", "Adadelta", torch.optim.Adadelta, 1.0, {"rho": 0.5}, {"Rho": 0.5})
    yield case("RMSprop, other rho", "RMSprop", rmsprop, 0.01, {"alpha": 0.5}, {"Rho": 0.5})
    sgd = torch.optim.SGD
    yield case("clip value", "SGD", sgd, 0.1, None, {"ClipValue": 0.4}, lambda p: torch.nn.utils.clip_grad_value_(p, 0.4))
    yield case("clip norm", "SGD", sgd, 0.1, None, {"ClipNorm": 0.6}, lambda p: torch.nn.utils.clip_grad_norm_(p, 0.6))
    yield case("clip norm above", "SGD", sgd, 0.1, None, {"ClipNorm": 100}, lambda p: torch.nn.utils.clip_grad_norm_(p, 100))
    yield case("clip norm per parameter", "SGD", sgd, 0.1, None, {"ClipNormPerParameter": 0.5}, each_norm(0.5))
    bounds = {"ClipValue": 0.8, "ClipNormPerParameter": 0.9, "ClipNorm": 1.1}
    yield case("all bounds", "Adam", torch.optim.Adam, 0.05, None, bounds, all_bounds)


def long_cases():
    for name, make, lr in KINDS:
        yield case(name, name, make, lr, gradients=LONG_GRADIENTS, recorded=LONG_RECORDED)


head = {"torch": torch.__version__, "start": START, "gradients": GRADIENTS}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "optimizers.json"), "w") as file:
    file.write(json.dumps(head)[:-1] + ', "cases": [\n')
    file.write(",\n".join(json.dumps(c) for c in cases()) + "\n],\n")
    file.write('"long": ' + json.dumps({"gradients": LONG_GRADIENTS, "recorded": LONG_RECORDED})[:-1] + ', "cases": [\n')
    file.write(",\n".join(json.dumps(c) for c in long_cases()) + "\n]}}\n")
