#!/usr/bin/python3
"""ONNX's own test cases for convolutions, pools, norms and upsampling, brought to this library's layout: writes onnx_nodes.jsonl.

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


LAYERS = {"Conv": conv, "ConvTranspose": conv_transpose, "MaxPool": max_pool, "AveragePool": average_pool,
          "GlobalAveragePool": global_average, "GlobalMaxPool": global_max, "BatchNormalization": batch_norm,
          "InstanceNormalization": instance_norm, "LayerNormalization": layer_norm, "Resize": resize, "Upsample": resize}
CHANNELS_STAY = {"LayerNormalization"}


def convert(case):
    node = case.model.graph.node[0]
    attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
    inputs, outputs = case.data_sets[0]
    x, y = inputs[0], outputs[0]
    layer, arguments, values = LAYERS[node.op_type](attributes, *inputs)
    if node.op_type not in CHANNELS_STAY:
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
