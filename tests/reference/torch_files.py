"""Files of torch.save in its forms: writes the folder torch_files beside itself.

Run with a Python that has torch (made with 1.13.1): python3 torch_files.py. expected.safetensors has what the files hold, row by row in float
or in double, under FILE:NAME; the test reads both.
"""
import collections
import json
import pathlib
import struct
import zipfile

import torch
from torch import nn

FOLDER = pathlib.Path(__file__).parent / "torch_files"
FOLDER.mkdir(exist_ok=True)
torch.manual_seed(3)
expected = {}


def write(path, arrays):
    header, length = {}, 0
    for name, array in arrays.items():
        kind = {"float32": "F32", "float64": "F64"}[str(array.dtype)]
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [length, length + array.nbytes]}
        length += array.nbytes
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(a.tobytes() for a in arrays.values()))


def expect(file, tensors):
    for name, tensor in tensors.items():
        # In double, which holds every whole number of these exactly.
        wide = tensor.detach().contiguous().to(torch.float64)
        expected[f"{file}:{name}"] = (wide if tensor.dtype in (torch.int64, torch.int32, torch.float64) else wide.float()).numpy()


def save(file, what, tensors, **named):
    torch.save(what, FOLDER / file, **named)
    expect(file, tensors)


model = nn.Sequential(nn.Conv2d(2, 3, 2), nn.BatchNorm2d(3), nn.Flatten(), nn.Linear(12, 4))
for value in model.state_dict().values():
    if value.is_floating_point():
        value.copy_(torch.rand_like(value) + 0.5)
state = model.state_dict()
save("model.pt", state, state)
save("old.pt", state, state, _use_new_zipfile_serialization=False)

base = torch.arange(60, dtype=torch.float32)
square = torch.randn(5, 7)
views = {
    "whole": base,
    "middle": base[7:19],
    "every_third": base[2::3],
    "transposed": square.t(),
    "permuted": torch.randn(2, 3, 4).permute(2, 0, 1),
    "columns": square[:, 2:5],
    "spread": torch.tensor([1.5, -2.0])[:, None].expand(2, 6),
    "scalar": torch.tensor(3.25),
    "nothing": torch.zeros(3, 0, 2),
    "parameter": nn.Parameter(square),
}
save("views.pt", views, views)
save("old_views.pt", views, views, _use_new_zipfile_serialization=False)

types = {
    "f64": torch.randn(3, dtype=torch.float64),
    "f16": torch.tensor([1.5, -65504.0, 6e-8, float("inf")], dtype=torch.float16),
    "bf16": torch.tensor([1.5, -3e38, 1e-40, 0.1], dtype=torch.bfloat16),
    "i64": torch.tensor([2**53, -7]),
    "i32": torch.tensor([2**31 - 1, -(2**31)], dtype=torch.int32),
    "i16": torch.tensor([32767, -32768], dtype=torch.int16),
    "i8": torch.tensor([127, -128], dtype=torch.int8),
    "u8": torch.tensor([255, 0], dtype=torch.uint8),
    "bool": torch.tensor([True, False, True]),
}
save("types.pt", types, types)
save("types5.pt", types, types, pickle_protocol=5)

parallel, given = nn.DataParallel(model).eval(), torch.randn(5, 2, 3, 3)
torch.save({"model_state_dict": parallel.state_dict()}, FOLDER / "parallel.pth")
expect("parallel.pth", parallel.state_dict())
with torch.no_grad():
    outputs = {"input": given.permute(0, 2, 3, 1).contiguous().numpy(), "output": model.double()(given.double()).float().numpy()}
write(FOLDER / "parallel.safetensors", outputs)
model.float().train()

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
model(torch.randn(2, 2, 3, 3)).sum().backward()
optimizer.step()
state = model.state_dict()
checkpoint = {
    "epoch": 3, "best": 0.5, "name": "tiny", "seed": 2**63 + 1, "done": False, "none": None, "history": [1.0, (2, "x"), {4, 5}],
    "state_dict": state, "optimizer": optimizer.state_dict(),
}
save("checkpoint.pth", checkpoint, state)
save("old_checkpoint.pth", checkpoint, state, _use_new_zipfile_serialization=False)
nested = {"encoder": collections.OrderedDict(a=torch.ones(2)), "heads": [torch.zeros(1), torch.full((2,), 4.0)]}
save("nested.pt", nested, {"encoder.a": nested["encoder"]["a"], "heads.0": nested["heads"][0], "heads.1": nested["heads"][1]})

torch.save(model, FOLDER / "module.pt")
torch.save({"w": torch.ones(2, dtype=torch.complex64)}, FOLDER / "complex.pt")
torch.jit.save(torch.jit.script(nn.Linear(2, 1)), FOLDER / "program.pt")
with zipfile.ZipFile(FOLDER / "model.pt") as sound, zipfile.ZipFile(FOLDER / "big_endian.pt", "w") as changed:
    for entry in sound.infolist():
        changed.writestr(entry.filename, sound.read(entry))
    changed.writestr("model/byteorder", "big")
# As files beyond 4 GB are, at the size of a small one.
with zipfile.ZipFile(FOLDER / "model.pt") as sound, zipfile.ZipFile(FOLDER / "zip64.pt", "w") as changed:
    for entry in sound.infolist():
        with changed.open(entry.filename, "w", force_zip64=True) as content:
            content.write(sound.read(entry))
expect("zip64.pt", torch.load(FOLDER / "zip64.pt"))
write(FOLDER / "expected.safetensors", expected)
