"""State dicts of PyTorch's attention, with what it computes: writes torch_attention.safetensors beside itself.

Run with a Python that has torch (made with 1.13.1): python3 torch_attention.py. A state dict under the prefix "encoder." is the file of the
model encoder, whose layer has the name that it has in the model of DeepDsl.
"""
import json
import pathlib
import struct

import torch
from torch import nn


def write(path, floats):
    arrays = {name: tensor.detach().contiguous().numpy() for name, tensor in floats.items()}
    header, length = {}, 0
    for name, array in arrays.items():
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [length, length + array.nbytes]}
        length += array.nbytes
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(a.tobytes() for a in arrays.values()))


class Layer(nn.Module):
    def __init__(self, *arguments, causal=False, **named):
        super().__init__()
        self.layer = nn.TransformerEncoderLayer(*arguments, batch_first=True, **named)
        self.causal = causal

    def forward(self, x):
        mask = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1) if self.causal else None
        return self.layer(x, src_mask=mask)


class Decoder(nn.Module):
    def __init__(self, *arguments, **named):
        super().__init__()
        self.layer = nn.TransformerDecoderLayer(*arguments, batch_first=True, **named)

    def forward(self, x, memory):
        return self.layer(x, memory, tgt_mask=torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1))


class Memory(nn.Module):
    def __init__(self, *arguments, **named):
        super().__init__()
        self.attention = nn.MultiheadAttention(*arguments, batch_first=True, **named)

    def forward(self, x, memory):
        return self.attention(x, memory, memory, need_weights=False)[0]


torch.manual_seed(2)
torch.set_num_threads(1)
MODELS = {
    "encoder": (Layer(12, 3, 20), [(7, 12)]),
    "causal": (Layer(12, 2, 8, activation="gelu", norm_first=True, causal=True), [(6, 12)]),
    "decoder": (Decoder(8, 2, 12), [(5, 8), (7, 8)]),
    "memory": (Memory(8, 2), [(5, 8), (4, 8)]),
    "other": (Memory(8, 2, bias=False, kdim=6, vdim=6), [(5, 8), (4, 6)]),
}
everything = {}
for key, (model, shapes) in MODELS.items():
    for name, value in model.named_parameters():
        value.data = (1 + torch.rand_like(value) / 2) if "norm" in name and name.endswith("weight") else torch.randn_like(value) / 3
    given = [torch.randn(3, *shape) for shape in shapes]
    everything |= {f"{key}.{name}": value for name, value in model.state_dict().items()}
    everything |= {f"input{i or ''}.{key}": x for i, x in enumerate(given)}
    with torch.no_grad():
        # In double, so that the expected values have no rounding of their own.
        everything[f"output.{key}"] = model.eval().double()(*[x.double() for x in given]).float()
write(pathlib.Path(__file__).parent / "torch_attention.safetensors", everything)
