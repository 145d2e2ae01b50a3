"""Small files of weights and what NumPy says of their values: writes the folder inspected beside itself.

Run with a Python that has torch and onnx (made with 1.13.1 and 1.12.0): python3 inspected.py. Of each array values.json has the type, the
shape, and of the values the least, the largest, the mean of those that are finite, and how many are not.
"""
import json
import pathlib
import struct

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

FOLDER = pathlib.Path(__file__).parent / "inspected"
FOLDER.mkdir(exist_ok=True)
random = np.random.default_rng(5)
expected = {}

ARRAYS = {
    "conv.weight": random.normal(size=(4, 3, 3, 2)).astype(np.float32),
    "half": random.normal(size=(7,)).astype(np.float16),
    "double": random.normal(size=(2, 5)),
    "tokens": random.integers(-9, 9, size=(6,)),
    "mask": np.array([True, False, True]),
    "empty": np.zeros((0, 3), np.float32),
    "scalar": np.float32(2.5).reshape(()),
}
ARRAYS["conv.weight"][0, 0, 0] = [np.nan, np.inf]
ARRAYS["conv.weight"][1, 0, 0, 0] = -np.inf
TYPES = {"float32": "F32", "float16": "F16", "float64": "F64", "int64": "I64", "bool": "BOOL"}


def expect(file, arrays):
    rows = {}
    for name, array in arrays.items():
        wide = array.astype(np.float64).ravel()
        finite = wide[np.isfinite(wide)]
        rows[name] = {
            "type": TYPES[str(array.dtype)], "shape": list(array.shape), "nan": int(np.isnan(wide).sum()), "infinite": int(np.isinf(wide).sum()),
            **({"min": finite.min(), "max": finite.max(), "mean": finite.mean()} if finite.size else {}),
        }
    expected[file] = rows


def write_safetensors(file):
    header, length = {"__metadata__": {"made by": "NumPy\nand \u001b[31mstruct"}}, 0
    for name, array in ARRAYS.items():
        header[name] = {"dtype": TYPES[str(array.dtype)], "shape": list(array.shape), "data_offsets": [length, length + array.nbytes]}
        length += array.nbytes
    text = json.dumps(header).encode()
    (FOLDER / file).write_bytes(struct.pack("<Q", len(text)) + text + b"".join(a.tobytes() for a in ARRAYS.values()))
    expect(file, ARRAYS)


def write_onnx(file):
    """Of the forms in which ONNX keeps values: raw bytes, floats in fields of their own, and a file beside it."""
    listed = ARRAYS["conv.weight"][1:2, 1:].copy()
    beside = random.normal(size=(3, 4)).astype(np.float32)
    (FOLDER / "net.onnx.data").write_bytes(b"\0" * 16 + beside.tobytes())
    outside = numpy_helper.from_array(beside, "beside")
    onnx.external_data_helper.set_external_data(outside, "net.onnx.data", 16, beside.nbytes)
    outside.data_location = TensorProto.EXTERNAL
    outside.ClearField("raw_data")
    graph = helper.make_graph(
        [helper.make_node("Relu", ["x"], ["h"]), helper.make_node("Relu", ["h"], ["y"])], "net",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3])], [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 3])],
        [numpy_helper.from_array(array, name) for name, array in ARRAYS.items()]
        + [helper.make_tensor("listed", TensorProto.FLOAT, listed.shape, listed.ravel()), outside])
    model = helper.make_model(graph, producer_name="helper", producer_version="1", opset_imports=[helper.make_opsetid("", 13)])
    model.metadata_props.add(key="made for", value="tests")
    (FOLDER / file).write_bytes(model.SerializeToString())
    expect(file, {**ARRAYS, "listed": listed, "beside": beside})


write_safetensors("net.safetensors")
write_onnx("net.onnx")
torch.save({name: torch.from_numpy(np.asarray(array)) for name, array in ARRAYS.items()}, FOLDER / "net.pt")
expect("net.pt", ARRAYS)
(FOLDER / "values.json").write_text(json.dumps(expected, indent=1) + "\n")
