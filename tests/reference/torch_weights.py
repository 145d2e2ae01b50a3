"""State dicts of PyTorch modules, in PyTorch's own layout, with what the modules compute: writes torch_weights.safetensors beside itself.

Run with a Python that has torch and torchvision (made with 1.13.1 and 0.14): python3 torch_weights.py. Modules have the names that DeepDsl gives its layers, so a
state dict under the prefix "lenet." is the file of the model lenet. Inputs and outputs ("input.lenet", "output.lenet") are DeepDsl's:
channels last.
"""
import json
import pathlib
import struct

import torch
from torch import nn
from torchvision.models.resnet import BasicBlock


class Flattened(nn.Module):
    """A LeNet: convolutions, flattened as PyTorch does it, dense layers."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 5)
        self.conv2 = nn.Conv2d(4, 6, 2)
        self.dense1 = nn.Linear(72, 10)
        self.dense2 = nn.Linear(10, 5)

    def forward(self, x):
        x = torch.max_pool2d(torch.tanh(self.conv1(x)), 2)
        x = torch.tanh(self.conv2(x)).flatten(1)
        return self.dense2(torch.tanh(self.dense1(x)))


class Norms(nn.Module):
    """Norms and noise between the flattening and the dense layer."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3, padding=1, bias=False)
        self.batchNorm1 = nn.BatchNorm2d(4)
        self.batchNorm2 = nn.BatchNorm1d(120)
        self.layerNorm1 = nn.LayerNorm(120)
        self.dense1 = nn.Linear(120, 7)

    def forward(self, x):
        x = torch.relu(self.batchNorm1(self.conv1(x))).flatten(1)
        x = nn.functional.elu(self.batchNorm2(x))
        x = self.layerNorm1(nn.functional.dropout(x, training=self.training))
        return self.dense1(x)


class Towers(nn.Module):
    """Flattened images beside plain features, and plus features that a dense layer makes: its outputs have the image's order."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(2, 2, 2)
        self.conv2 = nn.Conv2d(2, 5, (3, 2), stride=2)
        self.dense1 = nn.Linear(4, 24)
        self.dense2 = nn.Linear(24 + 4 + 20, 6)

    def forward(self, image, features):
        first = self.conv1(image).flatten(1) + self.dense1(features)
        return self.dense2(torch.cat([first, features, self.conv2(image).flatten(1)], 1))


class Decoder(nn.Module):
    """A vector that becomes an image."""

    def __init__(self):
        super().__init__()
        self.dense1 = nn.Linear(6, 60)
        self.batchNorm1 = nn.BatchNorm1d(60)
        self.convTranspose1 = nn.ConvTranspose2d(5, 2, 3, stride=2)

    def forward(self, x):
        x = torch.relu(self.batchNorm1(self.dense1(x)))
        return self.convTranspose1(x.view(-1, 5, 4, 3))


class Steps(nn.Module):
    """[C, T] behind a convolution over time."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv1d(3, 4, 2)
        self.dense1 = nn.Linear(20, 5)

    def forward(self, x):
        return self.dense1(torch.max_pool1d(torch.relu(self.conv1(x)), 2).flatten(1))


class Tokens(nn.Module):
    """[T, F] behind an embedding: the order that DeepDsl has."""

    def __init__(self):
        super().__init__()
        self.embedding1 = nn.Embedding(9, 4)
        self.dense1 = nn.Linear(24, 3)

    def forward(self, x):
        return self.dense1(self.embedding1(x).flatten(1))


class Recurrent(nn.Module):
    """Stacked, in both directions, and one after another; [T, F] is [T, F] here too."""

    def __init__(self):
        super().__init__()
        self.lstm1 = nn.LSTM(3, 4, 2, bidirectional=True, batch_first=True)
        self.gru1 = nn.GRU(8, 6, batch_first=True)
        self.rnn1 = nn.RNN(6, 3, batch_first=True)
        self.dense1 = nn.Linear(3, 2)

    def forward(self, x):
        return self.dense1(self.rnn1(self.gru1(self.lstm1(x)[0])[0])[0][:, -1])


class Translation(nn.Module):
    """A decoder that goes on from the state that an encoder ends with."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.LSTM(3, 6, batch_first=True)
        self.decoder = nn.LSTM(2, 6, batch_first=True)
        self.dense1 = nn.Linear(6, 3)

    def forward(self, source, target):
        return self.dense1(self.decoder(target, self.encoder(source)[1])[0])


class Permuted(nn.Module):
    """For a model that permutes axes to PyTorch's order itself."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 3, 2)
        self.dense1 = nn.Linear(36, 4)

    def forward(self, x):
        return self.dense1(self.conv1(x).flatten(1))


class Residual(nn.Module):
    """Under the names of torchvision's ResNets, with their block."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(4)
        self.layer1 = nn.Sequential(BasicBlock(4, 4), BasicBlock(4, 4))
        down = nn.Sequential(nn.Conv2d(4, 6, 1, 2, bias=False), nn.BatchNorm2d(6))
        self.layer2 = nn.Sequential(BasicBlock(4, 6, 2, down), BasicBlock(6, 6))
        self.fc = nn.Linear(6, 3)

    def forward(self, x):
        x = self.layer2(self.layer1(torch.relu(self.bn1(self.conv1(x)))))
        return self.fc(x.mean((2, 3)))


def channels_last(x):
    return x.permute(0, *range(2, x.dim()), 1) if x.dim() > 2 else x


def example(module, *shapes):
    inputs = [torch.randint(9, (3, *s)) if isinstance(module, Tokens) else torch.randn(3, *s) for s in shapes]
    for name, value in [*module.named_parameters(), *module.named_buffers()]:
        if value.is_floating_point():
            # Running variances and scales near 1, all else near 0; all different.
            near_one = name.endswith("running_var") or (("Norm" in name or "bn" in name or "downsample.1" in name) and name.endswith("weight"))
            value.data = 1 + torch.rand_like(value) / 2 if near_one else torch.randn_like(value) / 3
    return module.eval(), inputs


def write(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        array = tensor.detach().contiguous().numpy()
        kind = {"float32": "F32", "int64": "I64"}[array.dtype.name]
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


torch.manual_seed(1)
torch.set_num_threads(1)
MODELS = {
    "lenet": example(Flattened(), (1, 14, 12)),
    "norms": example(Norms(), (3, 6, 5)),
    "towers": example(Towers(), (2, 5, 4), (4,)),
    "decoder": example(Decoder(), (6,)),
    "steps": example(Steps(), (3, 11)),
    "permuted": example(Permuted(), (1, 5, 4)),
    "tokens": example(Tokens(), (6,)),
    "residual": example(Residual(), (3, 7, 6)),
    "recurrent": example(Recurrent(), (5, 3)),
    "translation": example(Translation(), (5, 3), (4, 2)),
}
SEQUENCES = ["recurrent", "translation"]  # features come last there too
everything = {}
for key, (model, given) in MODELS.items():
    everything |= {f"{key}.{name}": value for name, value in model.state_dict().items()}
    everything |= {f"input{i or ''}.{key}": (x if key in SEQUENCES else channels_last(x)).float() for i, x in enumerate(given)}
    with torch.no_grad():
        # In double, so that the expected values have no rounding of their own.
        result = model.double()(*[x.double() if x.is_floating_point() else x for x in given])
    everything[f"output.{key}"] = (result if key in SEQUENCES else channels_last(result)).float()
write(pathlib.Path(__file__).parent / "torch_weights.safetensors", everything)
