"""A safetensors file written with numpy and the format's description alone, for DeepDsl's reader. Writes sample.safetensors beside itself."""
import json
import os
import struct

import numpy as np

tensors = [
    ("layer.weight", "F32", np.arange(6, dtype="<f4").reshape(2, 3) / 4),
    ("counts", "I32", np.array([-1, 2**31 - 1], dtype="<i4")),
    ("half", "F16", np.array([0.1, -65504, 6e-8], dtype="<f2")),
    # bfloat16 is the upper half of a float; these values need no rounding.
    ("brain", "BF16", (np.array([1.5, -2.0**100], dtype="<f4").view("<u4") >> 16).astype("<u2")),
    ("wide", "F64", np.array([1 / 3], dtype="<f8")),
    ("steps", "I64", np.array(7, dtype="<i8")),
    ("empty", "F32", np.zeros((0, 5), dtype="<f4")),
]
header = {"__metadata__": {"format": "pt", "note": "h\u00e9llo"}}
data = b""
for name, dtype, array in tensors:
    header[name] = {"shape": list(array.shape), "data_offsets": [len(data), len(data) + array.nbytes], "dtype": dtype}
    data += array.tobytes()
text = json.dumps(dict(reversed(header.items()))).encode() + b"   "
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sample.safetensors"), "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)
