"""Small networks as PyTorch exports them, with an input and what PyTorch makes of it: tests/reference/onnx/*.onnx and values.json.

Run with PyTorch: python3 tests/reference/onnx_models.py. With names of torchvision's models and a folder, as in
`onnx_models.py --folder F resnet18`, those are written there instead, with random weights.
"""
import argparse
import json
import math
import pathlib
import warnings

import torch
from torch import nn
import torch.nn.functional as F

warnings.filterwarnings("ignore")
FOLDER = pathlib.Path(__file__).parent / "onnx"


class Residual(nn.Module):
    def __init__(self, i, o, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(o)
        self.conv2 = nn.Conv2d(o, o, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(o)
        self.down = nn.Sequential(nn.Conv2d(i, o, 1, stride, bias=False), nn.BatchNorm2d(o)) if stride > 1 else nn.Identity()

    def forward(self, x):
        return F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x))))) + self.down(x))


class Inverted(nn.Module):
    """With a gate of channels, as MobileNetV3 has it."""

    def __init__(self, c):
        super().__init__()
        self.expand, self.depth = nn.Conv2d(c, 2 * c, 1), nn.Conv2d(2 * c, 2 * c, 5, 2, 2, groups=2 * c)
        self.squeeze, self.excite, self.project = nn.Conv2d(2 * c, c, 1), nn.Conv2d(c, 2 * c, 1), nn.Conv2d(2 * c, c, 1)

    def forward(self, x):
        x = F.hardswish(self.depth(F.relu6(self.expand(x))))
        gate = F.hardsigmoid(self.excite(F.relu(self.squeeze(F.adaptive_avg_pool2d(x, 1)))))
        return self.project(x * gate)


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down, self.mid, self.up = nn.Conv2d(2, 4, 3, padding=1), nn.Conv2d(4, 6, 3, padding=1), nn.ConvTranspose2d(6, 4, 2, 2)
        self.join, self.out, self.slope = nn.Conv2d(8, 3, 3, padding=1), nn.Conv2d(5, 2, 1), nn.PReLU(3)

    def forward(self, x):
        a = F.leaky_relu(self.down(x), 0.2)
        b = F.elu(self.mid(F.max_pool2d(a, 2)))
        c = self.slope(self.join(torch.cat([a, self.up(b)], 1)))
        small = F.avg_pool2d(x, 3, 2, 1, count_include_pad=False)
        return torch.sigmoid(self.out(torch.cat([c, F.interpolate(small, scale_factor=2.0, mode="bilinear", align_corners=False)], 1)))


class Shuffle(nn.Module):
    """Channels in groups that are mixed, and places made of channels."""

    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Conv2d(4, 8, 3, padding=1, groups=2), nn.Conv2d(8, 12, 3, padding=1)
        self.c, self.d = nn.Conv2d(6, 5, 3), nn.Linear(5 * 6 * 8, 7)

    def forward(self, x):
        x = F.selu(self.a(x))
        n, c, h, w = x.shape
        x = x.view(n, 2, c // 2, h, w).transpose(1, 2).reshape(n, c, h, w)
        left, right = self.b(x).chunk(2, 1)
        x = torch.cat([F.pixel_shuffle(left, 1), right * 0.5], 1)[:, 3:9]
        x = F.softplus(self.c(F.interpolate(x, scale_factor=2)))
        return self.d(F.mish(x).flatten(1))


class Normed(nn.Module):
    def __init__(self):
        super().__init__()
        self.c, self.g, self.i = nn.Conv2d(3, 8, 3, 2), nn.GroupNorm(4, 8), nn.InstanceNorm2d(8, affine=True)
        self.d, self.e = nn.Conv2d(8, 8, 7, padding=3, groups=8), nn.Linear(8, 12)
        self.l, self.f = nn.LayerNorm(8), nn.Linear(12, 4)
        nn.init.normal_(self.g.weight), nn.init.normal_(self.g.bias), nn.init.normal_(self.i.weight), nn.init.normal_(self.i.bias)
        nn.init.normal_(self.l.weight), nn.init.normal_(self.l.bias)

    def forward(self, x):
        x = F.silu(self.i(self.g(self.c(x))))
        y = self.f(F.gelu(self.e(self.l(self.d(x).permute(0, 2, 3, 1)))))
        return F.softmax(y.permute(0, 3, 1, 2).mean((2, 3)), -1)


class Recurrent(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.words, self.rnn = nn.Embedding(17, 5), getattr(nn, kind)(5, 6, batch_first=True)
        self.both = getattr(nn, kind)(6, 3, batch_first=True, bidirectional=True, num_layers=2)
        self.out = nn.Linear(6, 4)

    def forward(self, x):
        y, _ = self.rnn(self.words(x))
        z, _ = self.both(y)
        return F.log_softmax(self.out(z), -1)


class LastStep(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.words, self.rnn, self.out = nn.Embedding(17, 5), getattr(nn, kind)(5, 6, batch_first=True), nn.Linear(6, 2)

    def forward(self, x):
        return self.out(self.rnn(self.words(x))[0][:, -1])


class TextCnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.convs = nn.Embedding(23, 6), nn.ModuleList(nn.Conv1d(6, 4, k) for k in (2, 3))
        self.out = nn.Linear(8, 3)

    def forward(self, x):
        e = self.words(x).transpose(1, 2)
        return self.out(F.dropout(torch.cat([F.relu(c(e)).max(2)[0] for c in self.convs], 1), 0.5, self.training))


class GptBlock(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.h, self.ln1, self.qkv, self.proj = h, nn.LayerNorm(d), nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.ln2, self.up, self.down = nn.LayerNorm(d), nn.Linear(d, 4 * d), nn.Linear(4 * d, d)

    def forward(self, x, mask):
        b, t, c = x.shape
        q, k, v = (p.view(b, t, self.h, c // self.h).transpose(1, 2) for p in self.qkv(self.ln1(x)).split(c, 2))
        a = (q @ k.transpose(-2, -1)) * (1.0 / math.sqrt(c // self.h))
        a = F.softmax(a.masked_fill(mask, float("-inf")), -1)
        x = x + self.proj((a @ v).transpose(1, 2).reshape(b, t, c))
        h = self.up(self.ln2(x))
        return x + self.down(0.5 * h * (1 + torch.tanh(math.sqrt(2 / math.pi) * (h + 0.044715 * h ** 3))))


class Gpt(nn.Module):
    def __init__(self, vocabulary=19, t=7, d=8):
        super().__init__()
        self.te, self.pe, self.blocks = nn.Embedding(vocabulary, d), nn.Embedding(t, d), nn.ModuleList(GptBlock(d, 2) for _ in range(2))
        self.ln, self.head = nn.LayerNorm(d), nn.Linear(d, vocabulary, bias=False)
        self.register_buffer("mask", torch.triu(torch.ones(t, t, dtype=torch.bool), 1))
        self.register_buffer("pos", torch.arange(t))

    def forward(self, x):
        t = x.shape[1]
        h = self.te(x) + self.pe(self.pos[:t])
        for block in self.blocks:
            h = block(h, self.mask[:t, :t])
        return self.head(self.ln(h))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.te, self.enc, self.out = nn.Embedding(19, 8), nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, 0.0, batch_first=True), 2), nn.Linear(8, 2)

    def forward(self, x):
        return self.out(self.enc(self.te(x))[:, 0])


class Vit(nn.Module):
    def __init__(self, d=8, h=2):
        super().__init__()
        self.h, self.patch, self.token = h, nn.Conv2d(3, d, 4, 4), nn.Parameter(torch.randn(1, 1, d))
        self.pos, self.norm, self.qkv, self.proj = nn.Parameter(torch.randn(1, 10, d)), nn.LayerNorm(d), nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.head = nn.Linear(d, 5)

    def forward(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(x.shape[0], -1, -1), x], 1) + self.pos
        n, t, c = x.shape
        q, k, v = self.qkv(self.norm(x)).reshape(n, t, 3, self.h, c // self.h).permute(2, 0, 3, 1, 4).unbind(0)
        a = ((q * (c // self.h) ** -0.5) @ k.transpose(-2, -1)).softmax(-1)
        return self.head((x + self.proj((a @ v).transpose(1, 2).reshape(n, t, c)))[:, 0])


class TwoHeads(nn.Module):
    """Two inputs and two outputs."""

    def __init__(self):
        super().__init__()
        self.image, self.table, self.a, self.b = nn.Conv2d(1, 3, 3), nn.Linear(4, 12), nn.Linear(12, 2), nn.Linear(12, 3)

    def forward(self, image, table):
        x = F.max_pool2d(F.relu(self.image(image)), 2).flatten(1)
        y = torch.tanh(self.table(table)) * x + x.clamp(-0.5, 0.5) / 3
        return self.a(y), self.b(y - x)


def image(*shape):
    return lambda n, g: torch.randn((n,) + shape, generator=g)


def tokens(limit, t):
    return lambda n, g: torch.randint(0, limit, (n, t), generator=g)


MODELS = {
    "mlp": (lambda: nn.Sequential(nn.Linear(6, 9), nn.ReLU(), nn.Linear(9, 4), nn.Sigmoid()), [image(6)], 9),
    "lenet": (lambda: nn.Sequential(nn.Conv2d(1, 4, 5), nn.Tanh(), nn.MaxPool2d(2), nn.Conv2d(4, 6, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
              nn.Linear(24, 12), nn.ReLU(), nn.Linear(12, 5)), [image(1, 18, 18)], 11),
    "resnet": (lambda: nn.Sequential(nn.Conv2d(3, 4, 3, 1, 1, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(3, 2, 1), Residual(4, 4, 1),
               Residual(4, 6, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 5)), [image(3, 16, 16)], 13),
    "mobilenet": (lambda: nn.Sequential(Inverted(4), Inverted(4)), [image(4, 12, 12)], 14),
    "unet": (UNet, [image(2, 8, 8)], 13),
    "shuffle": (Shuffle, [image(4, 4, 5)], 13),
    "normed": (Normed, [image(3, 11, 11)], 13),
    "normed17": (Normed, [image(3, 11, 11)], 17),
    "volume": (lambda: nn.Sequential(nn.Conv3d(2, 3, 3, padding=1), nn.BatchNorm3d(3), nn.ReLU(), nn.AvgPool3d(2), nn.Flatten(), nn.Linear(24, 3)),
               [image(2, 4, 4, 4)], 13),
    "wave": (lambda: nn.Sequential(nn.ConstantPad1d((4, 0), 0.0), nn.Conv1d(2, 4, 3, dilation=2), nn.ReLU(), nn.MaxPool1d(2, ceil_mode=True),
             nn.ConvTranspose1d(4, 2, 4, 2, 1)), [image(2, 11)], 13),
    "lstm": (lambda: Recurrent("LSTM"), [tokens(17, 5)], 13),
    "gru": (lambda: Recurrent("GRU"), [tokens(17, 5)], 13),
    "rnn": (lambda: LastStep("RNN"), [tokens(17, 5)], 13),
    "laststep": (lambda: LastStep("LSTM"), [tokens(17, 5)], 13),
    "textcnn": (TextCnn, [tokens(23, 6)], 13),
    "gpt": (Gpt, [tokens(19, 7)], 13),
    "encoder": (Encoder, [tokens(19, 5)], 13),
    "vit": (Vit, [image(3, 12, 12)], 13),
    "two": (TwoHeads, [image(1, 6, 6), image(4)], 13),
}


def export(net, make, opset, path, samples=3):
    """Writes a network, and gives an input with its outputs."""
    g = torch.Generator().manual_seed(7)
    net.train()
    with torch.no_grad():
        for _ in range(3):
            net(*[m(4, g) for m in make])
    net.eval()
    for module in net.modules():  # what predicts fast is not exported
        if isinstance(module, nn.TransformerEncoder):
            module.enable_nested_tensor = False
        if isinstance(module, nn.TransformerEncoderLayer):
            module.train()
    inputs = [m(samples, g) for m in make]
    with torch.no_grad():
        outputs = net(*inputs)
    names = [f"x{i}" for i in range(len(make))]
    results = [f"y{i}" for i in range(len(outputs) if isinstance(outputs, tuple) else 1)]
    torch.onnx.export(
        net, tuple(m(2, g) for m in make), path, opset_version=opset, input_names=names, output_names=results,
        dynamic_axes={n: {0: "batch"} for n in names + results}, training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=opset != 13)
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    def numbers(t):
        return {"shape": list(t.shape), "values": [float(f"{v:.9g}") for v in t.flatten().tolist()]}
    return {"inputs": [numbers(t) for t in inputs], "outputs": [numbers(t) for t in outputs]}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", type=pathlib.Path)
    arguments.add_argument("--opset", type=int, default=13)
    arguments.add_argument("names", nargs="*")
    given = arguments.parse_args()
    folder = given.folder or FOLDER
    folder.mkdir(exist_ok=True, parents=True)
    values = {}
    for name, (make, inputs, opset) in MODELS.items() if not given.folder else []:
        torch.manual_seed(3)
        values[name] = export(make(), inputs, opset, folder / f"{name}.onnx")
    for name in given.names if given.folder else []:
        import torchvision
        torch.manual_seed(3)
        net = getattr(torchvision.models, name)(weights=None, num_classes=10, **({"aux_logits": False} if name == "googlenet" else {}))
        side = 224 if name.startswith("vgg") else 64  # its pool to 7 x 7 is exported where it changes nothing
        values[name] = export(net, [image(3, side, side)], given.opset, folder / f"{name}.onnx", samples=1)
    (folder / "values.json").write_text(json.dumps(values) + "\n")


if __name__ == "__main__":
    main()
