#!/usr/bin/python3
"""ONNX's own test cases for convolutions, pools, norms, upsampling and recurrent layers, brought to this library's layout: writes onnx_nodes.jsonl.

A second source besides PyTorch. Run with a Python that has onnx (made with 1.12; Debian: python3-onnx):

    python3 tests/reference/onnx_nodes.py
"""
import json
import pathlib
import warnings

import numpy as np

for name, kind in {"float": float, "bool": bool, "int": int, "object": object}.items():
    setattr(np, name, kind)  # onnx 1.12 still uses names that numpy has dropped

warnings.simplefilter("ignore")
from onnx import helper  # noqa: E402
from onnx.backend.test.case.node import collect_testcases  # noqa: E402

LARGEST = 600  # values in a case; the larger ones repeat what small ones show
AXES = {1: [""], 2: ["H", "W"], 3: ["D", "H", "W"]}


class Skip(Exception):
    """The layer does not have that form."""


def last(array):
    return np.moveaxis(array, 1, -1)


def by_axis(name, numbers):
    return [f"{name}{axis} = {number}" for axis, number in zip(AXES[len(numbers)], numbers)]


def windows(a, x, kernel):
    """Kernel, stride, dilation and padding as arguments."""
    rank = len(kernel)
    strides, dilations = a.get("strides", [1] * rank), a.get("dilations", [1] * rank)
    arguments = by_axis("Kernel", kernel) + by_axis("Stride", strides) + (by_axis("Dilation", dilations) if max(dilations) > 1 else [])
    if a.get("ceil_mode"):
        raise Skip
    auto = a.get("auto_pad", b"NOTSET").decode()
    if auto.startswith("SAME"):
        odd = any(max(0, (-(-n // s) - 1) * s + k - n) % 2 for n, s, k in zip(x.shape[2:], strides, kernel))
        if auto == "SAME_LOWER" and odd:
            raise Skip
        return arguments + ["Padding = Padding.SameUpper"]
    pads = a.get("pads", [0] * 2 * rank)
    if pads[:rank] != pads[rank:]:
        raise Skip
    return arguments + by_axis("Pad", pads[:rank])


def kernel_layout(w):
    """[O, I, kernel..] to [kernel.., I, O]."""
    return np.moveaxis(w, (0, 1), (-1, -2))


def conv(a, x, w, b=None):
    arguments = [f"Filters = {w.shape[0]}", f"Groups = {a.get('group', 1)}", f"Bias = {str(b is not None).lower()}"]
    return f"Conv{x.ndim - 2}D", arguments + windows(a, x, w.shape[2:]), {"weight": kernel_layout(w), "bias": b}


def conv_transpose(a, x, w, b=None):
    a = dict(a)
    rank = x.ndim - 2
    strides, dilations = a.get("strides", [1] * rank), a.get("dilations", [1] * rank)
    natural = [(n - 1) * s + d * (k - 1) + 1 for n, s, k, d in zip(x.shape[2:], strides, w.shape[2:], dilations)]
    extra = a.get("output_padding", [t - n for t, n in zip(a["output_shape"], natural)] if "output_shape" in a else [0] * rank)
    arguments = [f"Filters = {w.shape[1] * a.get('group', 1)}", f"Groups = {a.get('group', 1)}", f"Bias = {str(b is not None).lower()}"]
    # PyTorch and ONNX agree on [I, O, kernel..] for the transposed weight.
    return (f"ConvTranspose{rank}D", arguments + windows(a, x, w.shape[2:]) + by_axis("OutputPadding", extra),
            {"weight": np.moveaxis(w, (0, 1), (-1, -2)), "bias": b})


def max_pool(a, x):
    return f"MaxPool{x.ndim - 2}D", windows(a, x, a["kernel_shape"]), {}


def average_pool(a, x):
    include = str(bool(a.get("count_include_pad", 0))).lower()
    return f"AvgPool{x.ndim - 2}D", windows(a, x, a["kernel_shape"]) + [f"CountIncludePad = {include}"], {}


def global_average(a, x):
    return f"GlobalAvgPool{x.ndim - 2}D", [], {}


def global_max(a, x):
    return f"GlobalMaxPool{x.ndim - 2}D", [], {}


def batch_norm(a, x, scale, bias, mean, variance):
    return ("BatchNorm", [f"Eps = {a.get('epsilon', 1e-5):.9g}"],
            {"weight": scale, "bias": bias, "running_mean": mean, "running_var": variance})


def instance_norm(a, x, scale, bias):
    return "InstanceNorm", [f"Eps = {a.get('epsilon', 1e-5):.9g}", "Affine = true"], {"weight": scale, "bias": bias}


def layer_norm(a, x, scale, bias):
    axis = a.get("axis", -1)
    axes = -axis if axis < 0 else x.ndim - axis
    if axes >= x.ndim:
        raise Skip  # over the batch too
    return "LayerNorm", [f"Eps = {a.get('epsilon', 1e-5):.9g}", f"Axes = {axes}"], {"weight": scale, "bias": bias}


def resize(a, x, *rest):
    scales = [r for r in rest if r.size][-1]
    how, where = a.get("mode", b"nearest").decode(), a.get("coordinate_transformation_mode", b"half_pixel").decode()
    if scales.dtype != np.float32 or any(s < 1 or s != int(s) for s in scales) or how == "cubic" or where not in ("half_pixel", "align_corners"):
        raise Skip
    arguments = by_axis("Scale", [int(s) for s in scales[2:]])
    if how == "linear":
        arguments += ["Mode = Interpolation.Bilinear", f"AlignCorners = {str(where == 'align_corners').lower()}"]
    return f"Upsample{x.ndim - 2}D", arguments, {}


def gates(array, order):
    """The parts of the first axis in the order that this library has them."""
    return np.concatenate([np.split(array, len(order))[i] for i in order])


def recurrent(name, order, extra=()):
    """In one direction: [1, gates * H, I] to [I, gates * H]."""
    def layer(a, x, w, r, b=None, *rest):
        if len(w) > 1 or any(np.any(value) for value in rest[1:]):
            raise Skip
        values = {"weight_ih_l0": gates(w[0], order).T, "weight_hh_l0": gates(r[0], order).T}
        if b is not None:
            values["bias_ih_l0"], values["bias_hh_l0"] = (gates(part, order) for part in np.split(b[0], 2))
        return name, [f"Units = {a['hidden_size']}", f"Bias = {str(b is not None).lower()}", *extra], values
    return layer


def lstm(a, x, w, r, b=None, lengths=None, h=None, c=None, p=None):
    """Gates i, o, f, c; one with peepholes is a cell, in which these are products with diagonals."""
    if p is None:
        return recurrent("LSTM", [0, 2, 3, 1])(a, x, w, r, b, lengths, h, c)
    if np.any(h) or np.any(c):
        raise Skip
    values = {}
    for i, gate in enumerate("iofg"):
        for role, weight, bias in zip(("ih_", "hh_"), (w, r), np.split(b[0], 2)):
            values[f"{role}{gate}.weight"], values[f"{role}{gate}.bias"] = np.split(weight[0], 4)[i].T, np.split(bias, 4)[i]
    values |= {f"ch_{gate}.weight": np.diag(part) for gate, part in zip("iof", np.split(p[0], 3))}
    return "Peephole", [f"Units = {a['hidden_size']}"], values


def samples_first(a, outputs, x, y):
    """Sequences, or what is left after the last step; directions, of which there is one, go."""
    if outputs[0]:
        return (x, y[:, :, 0]) if a.get("layout") else (np.swapaxes(x, 0, 1), np.swapaxes(y[:, 0], 0, 1))
    return (x, y[:, 0]) if a.get("layout") else (np.swapaxes(x, 0, 1), y[0])


LAYERS = {"Conv": conv, "ConvTranspose": conv_transpose, "MaxPool": max_pool, "AveragePool": average_pool,
          "GlobalAveragePool": global_average, "GlobalMaxPool": global_max, "BatchNormalization": batch_norm,
          "InstanceNormalization": instance_norm, "LayerNormalization": layer_norm, "Resize": resize, "Upsample": resize,
          "RNN": recurrent("SimpleRNN", [0]), "LSTM": lstm, "GRU": recurrent("GRU", [1, 0, 2], ["ResetAfter = false"])}
RECURRENT = {"RNN", "LSTM", "GRU"}
CHANNELS_STAY = {"LayerNormalization"}


def convert(case):
    node = case.model.graph.node[0]
    attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
    inputs, outputs = case.data_sets[0]
    x, y = inputs[0], outputs[0]
    layer, arguments, values = LAYERS[node.op_type](attributes, *inputs)
    if node.op_type in RECURRENT:
        x, y = samples_first(attributes, node.output, x, y)
        arguments += [] if node.output[0] else ["Return = Return.Last"]
    elif node.op_type not in CHANNELS_STAY:
        x, y = last(x), last(y)
    return {
        "name": case.name,
        "layer": f"{layer}({', '.join(arguments)})" if arguments else layer,
        "training": bool(attributes.get("training_mode", 0)),
        "shape": list(x.shape),
        "input": numbers(x),
        "values": {role: numbers(v) for role, v in values.items() if v is not None},
        "output": numbers(y),
    }


def numbers(array):
    return [float(f"{v:.9g}") for v in np.asarray(array, np.float32).ravel().tolist()]


def main():
    path = pathlib.Path(__file__).resolve().parent / "onnx_nodes.jsonl"
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for case in collect_testcases(None):
            graph = case.model.graph
            inputs, outputs = case.data_sets[0]
            if len(graph.node) != 1 or graph.node[0].op_type not in LAYERS or sum(np.size(v) for v in (*inputs, *outputs)) > LARGEST:
                continue
            try:
                file.write(json.dumps(convert(case), separators=(",", ":")) + "\n")
            except Skip:
                pass


if __name__ == "__main__":
    main()
