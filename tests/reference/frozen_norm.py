"""A training step of PyTorch over a batch norm that is frozen, requires_grad=False and .eval(), between layers that train: writes
frozen_norm.json beside itself. Run with a Python that has torch (made with 1.13.1): python3 frozen_norm.py. Weights are [in, out], as in DeepDsl.
"""
import json
import pathlib

import torch
from torch import nn

torch.manual_seed(5)
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
first, norm, plain, last = nn.Linear(4, 6), nn.BatchNorm1d(6), nn.BatchNorm1d(6, affine=False), nn.Linear(6, 3)
for batch_norm in (norm, plain):
    batch_norm.running_mean = torch.randn(6) / 2
    batch_norm.running_var = 0.5 + torch.rand(6)
norm.weight.data = 0.5 + torch.rand(6)
norm.bias.data = torch.randn(6) / 3
x, labels = torch.randn(5, 4), torch.tensor([0, 2, 1, 1, 0])


def values(tensor):
    return [float(v) for v in tensor.detach().ravel()]


def state():
    tensors = {"dense1.weight": first.weight.T, "dense1.bias": first.bias, "batchNorm1.weight": norm.weight, "batchNorm1.bias": norm.bias,
               "dense2.weight": last.weight.T, "dense2.bias": last.bias}
    for name, batch_norm in (("batchNorm1", norm), ("batchNorm2", plain)):
        tensors[name + ".running_mean"], tensors[name + ".running_var"] = batch_norm.running_mean, batch_norm.running_var
    return {name: values(tensor) for name, tensor in tensors.items()}


def step(frozen):
    norm.eval() if frozen else norm.train()
    plain.eval() if frozen else plain.train()
    norm.requires_grad_(not frozen)
    for parameter in (*first.parameters(), *norm.parameters(), *last.parameters()):
        parameter.grad = None
    loss = nn.functional.cross_entropy(last(torch.tanh(plain(torch.tanh(norm(first(x)))))), labels)
    loss.backward()
    gradients = {"dense1.weight": first.weight.grad.T, "dense1.bias": first.bias.grad,
                 "dense2.weight": last.weight.grad.T, "dense2.bias": last.bias.grad}
    if not frozen:
        gradients |= {"batchNorm1.weight": norm.weight.grad, "batchNorm1.bias": norm.bias.grad}
    return {"loss": float(loss), "gradients": {n: values(g) for n, g in gradients.items()}, "after": state()}


result = {"x": values(x), "labels": labels.tolist(), "state": state(), "frozen": step(True), "moving": step(False)}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(result, indent=0) + "\n")
