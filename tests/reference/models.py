#!/usr/bin/python3
"""Sizes and outputs of well-known models, from torchvision or as published in PyTorch: writes models.json beside this file.

Run it with a Python that has torch and torchvision (made with 1.13 and 0.14): python3 tests/reference/models.py

Weights are no file: each number follows from the name of its tensor and its place, by the same formula here and in the tests, so that a
tensor under another name, of another shape or in another order gives another output. Everything is computed in double precision.
"""
import json
import pathlib
import warnings

import numpy
import torch
from torch import nn
from torchvision import models
from torchvision.models import vgg
from torchvision.models.googlenet import InceptionAux as GoogLeNetAuxiliary
from torchvision.models.inception import InceptionAux as InceptionAuxiliary

from transformer_xl import TransformerXl, segments

warnings.simplefilter("ignore")


def numbers(name, count):
    """From -1 to 1, by a hash of the name and the index."""
    seed = 2166136261
    for byte in name.encode():
        seed = (seed ^ byte) * 16777619 & 0xFFFFFFFF
    h = (numpy.arange(count, dtype=numpy.uint64) * 0x9E3779B1 + seed) & 0xFFFFFFFF
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        h = (h ^ (h >> numpy.uint64(shift))) * factor & 0xFFFFFFFF
    return h / 2.0**31 - 1


def tensor(name, shape):
    values = torch.from_numpy(numbers(name, int(numpy.prod(shape)))).reshape(shape)
    if len(shape) > 1:
        return values * (6 / numpy.prod(shape[1:])) ** 0.5
    return 1 + values / 2 if name.endswith(("weight", "running_var")) else values / 4


class MobileNetV1(nn.Sequential):
    """Howard et al. (2017)."""

    def __init__(self):
        def conv(inputs, outputs, stride, kernel, groups=1):
            return [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]

        layers, width = conv(3, 32, 2, 3), 32
        for wide, stride in [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)]:
            layers += conv(width, width, stride, 3, width) + conv(width, wide, 1, 1)
            width = wide
        super().__init__(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1024, 1000))


def resnet20():
    """He et al. (2015), section 4.2, with projections (option B)."""
    block, layers, width = models.resnet.BasicBlock, [nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU()], 16
    for wide, stride in [(16, 1)] * 3 + [(32, 2)] + [(32, 1)] * 2 + [(64, 2)] + [(64, 1)] * 2:
        differs = stride > 1 or wide != width
        down = nn.Sequential(nn.Conv2d(width, wide, 1, stride, bias=False), nn.BatchNorm2d(wide)) if differs else None
        layers.append(block(width, wide, stride, down))
        width = wide
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def lenet5():
    """LeCun et al. (1998), with all maps of the second convolution joined to all of the first."""
    return nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10))


class DoubleConv(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.double_conv = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(),
            nn.Conv2d(outputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())

    def forward(self, x):
        return self.double_conv(x)


class Down(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.maxpool_conv = nn.Sequential(nn.MaxPool2d(2), DoubleConv(inputs, outputs))

    def forward(self, x):
        return self.maxpool_conv(x)


class Up(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.up = nn.ConvTranspose2d(inputs, inputs // 2, 2, 2)
        self.conv = DoubleConv(inputs, outputs)

    def forward(self, x, skip):
        return self.conv(torch.cat([skip, self.up(x)], 1))


class OutConv(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 1)

    def forward(self, x):
        return self.conv(x)


class UNet(nn.Module):
    """Ronneberger et al. (2015) with padding and batch norms, under the names of the PyTorch version that is used most."""

    def __init__(self, classes=2, width=64):
        super().__init__()
        self.inc = DoubleConv(3, width)
        for i in range(4):
            setattr(self, f"down{i + 1}", Down(width * 2**i, width * 2 ** (i + 1)))
            setattr(self, f"up{4 - i}", Up(width * 2 ** (i + 1), width * 2**i))
        self.outc = OutConv(width, classes)

    def forward(self, x):
        way = [self.inc(x)]
        for down in (self.down1, self.down2, self.down3, self.down4):
            way.append(down(way[-1]))
        y = way.pop()
        for up in (self.up1, self.up2, self.up3, self.up4):
            y = up(y, way.pop())
        return self.outc(y)


class Dcgan(nn.Module):
    """Radford et al. (2015) under the names of PyTorch's tutorial."""

    def __init__(self, *layers):
        super().__init__()
        self.main = nn.Sequential(*layers)

    def forward(self, x):
        return self.main(x)


def generator(width=64):
    def up(inputs, outputs, stride=2, pad=1):
        return nn.ConvTranspose2d(inputs, outputs, 4, stride, pad, bias=False)

    layers = [up(100, width * 8, 1, 0), nn.BatchNorm2d(width * 8), nn.ReLU()]
    for i in (8, 4, 2):
        layers += [up(width * i, width * i // 2), nn.BatchNorm2d(width * i // 2), nn.ReLU()]
    return Dcgan(*layers, up(width, 3), nn.Tanh())


def discriminator(width=64):
    layers = [nn.Conv2d(3, width, 4, 2, 1, bias=False), nn.LeakyReLU(0.2)]
    for i in (1, 2, 4):
        layers += [nn.Conv2d(width * i, width * i * 2, 4, 2, 1, bias=False), nn.BatchNorm2d(width * i * 2), nn.LeakyReLU(0.2)]
    return Dcgan(*layers, nn.Conv2d(width * 8, 1, 4, bias=False), nn.Flatten())


class Nerf(nn.Module):
    """Mildenhall et al. (2020) under the names of the PyTorch version that is used most."""

    def __init__(self, width=256):
        super().__init__()
        self.pts_linears = nn.ModuleList([nn.Linear({0: 63, 5: width + 63}.get(i, width), width) for i in range(8)])
        self.views_linears = nn.ModuleList([nn.Linear(width + 27, width // 2)])
        self.feature_linear = nn.Linear(width, width)
        self.alpha_linear = nn.Linear(width, 1)
        self.rgb_linear = nn.Linear(width // 2, 3)

    def forward(self, position, direction):
        def embed(x, frequencies):
            return torch.cat([x] + [f(x * 2**i) for i in range(frequencies) for f in (torch.sin, torch.cos)], -1)

        x = h = embed(position, 10)
        for i, layer in enumerate(self.pts_linears):
            h = torch.relu(layer(h))
            h = torch.cat([x, h], -1) if i == 4 else h
        views = torch.cat([self.feature_linear(h), embed(direction, 4)], -1)
        return torch.cat([self.rgb_linear(torch.relu(self.views_linears[0](views))), self.alpha_linear(h)], -1)


def autoencoder(wide=1000, code=30, features=784):
    sizes = [features, wide, wide // 2, wide // 4, code, wide // 4, wide // 2, wide, features]
    return nn.Sequential(*[nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])


def denoising(width=32, colors=1):
    return nn.Sequential(
        nn.Conv2d(colors, width, 3, 2, 1), nn.ReLU(), nn.Conv2d(width, width * 2, 3, 2, 1), nn.ReLU(),
        nn.ConvTranspose2d(width * 2, width, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(width, colors, 4, 2, 1))


class Vae(nn.Module):
    """Kingma and Welling (2013) under the names of PyTorch's example."""

    def __init__(self, features=784, hidden=400, code=20):
        super().__init__()
        self.fc1, self.fc21, self.fc22 = nn.Linear(features, hidden), nn.Linear(hidden, code), nn.Linear(hidden, code)
        self.fc3, self.fc4 = nn.Linear(code, hidden), nn.Linear(hidden, features)

    def forward(self, x):
        return self.fc4(torch.relu(self.fc3(self.fc21(torch.relu(self.fc1(x))))))


class Gpt2(nn.Module):
    """Radford et al. (2019) of PyTorch's layers: norms in front, scores by the vectors of the tokens."""

    def __init__(self, vocabulary=50257, length=1024, width=768, heads=12, layers=12):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(vocabulary, width), nn.Embedding(length, width)
        self.h = nn.ModuleList([
            nn.TransformerEncoderLayer(width, heads, 4 * width, 0, TanhGelu(), batch_first=True, norm_first=True) for _ in range(layers)])
        self.ln_f = nn.LayerNorm(width)

    def forward(self, tokens):
        steps = tokens.shape[1]
        x = self.wte(tokens) + self.wpe.weight[:steps]
        later = torch.ones(steps, steps, dtype=torch.bool).triu(1)
        for layer in self.h:
            x = layer(x, src_mask=later)
        return self.ln_f(x) @ self.wte.weight.T


class LlamaLayer(nn.Module):
    """Touvron et al. (2023), with queries, keys and values in one weight."""

    def __init__(self, width, heads, key_heads, hidden, device):
        super().__init__()
        self.heads, self.key_heads, self.size = heads, key_heads, width // heads

        def linear(inputs, outputs):
            return nn.Linear(inputs, outputs, bias=False, device=device)

        self.norm1, self.norm2 = RmsNorm(width, device), RmsNorm(width, device)
        self.self_attn = nn.Module()
        self.self_attn.in_proj_weight = nn.Parameter(torch.empty((heads + 2 * key_heads) * self.size, width, device=device))
        self.self_attn.out_proj = linear(width, width)
        self.gate, self.linear1, self.linear2 = linear(width, hidden), linear(width, hidden), linear(hidden, width)

    def forward(self, x):
        x = x + self.attend(self.norm1(x))
        y = self.norm2(x)
        return x + self.linear2(nn.functional.silu(self.gate(y)) * self.linear1(y))

    def attend(self, x):
        steps = x.shape[1]
        heads = (x @ self.self_attn.in_proj_weight.T).unflatten(-1, (-1, self.size)).transpose(1, 2)
        q, k, v = heads.split([self.heads, self.key_heads, self.key_heads], 1)
        frequency = 10000.0 ** (-torch.arange(0, self.size, 2).double() / self.size)
        turns = torch.polar(torch.ones(()).double(), torch.arange(steps).double()[:, None] * frequency)

        def turned(y):
            half = self.size // 2
            z = torch.complex(y[..., :half], y[..., half:]) * turns
            return torch.cat([z.real, z.imag], -1)

        groups = self.heads // self.key_heads
        q, k, v = turned(q), turned(k).repeat_interleave(groups, 1), v.repeat_interleave(groups, 1)
        scores = q @ k.transpose(-1, -2) / self.size**0.5
        scores = scores.masked_fill(torch.ones(steps, steps, dtype=torch.bool).triu(1), -torch.inf)
        return self.self_attn.out_proj((scores.softmax(-1) @ v).transpose(1, 2).flatten(2))


class RmsNorm(nn.Module):
    def __init__(self, width, device):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(width, device=device))

    def forward(self, x):
        return x / (x.pow(2).mean(-1, keepdim=True) + 1e-5).sqrt() * self.weight


class Llama(nn.Module):
    def __init__(self, vocabulary=32000, width=2048, heads=32, key_heads=4, hidden=5632, layers=22, device=None):
        super().__init__()
        self.embed_tokens = nn.Embedding(vocabulary, width, device=device)
        self.layers = nn.ModuleList([LlamaLayer(width, heads, key_heads, hidden, device) for _ in range(layers)])
        self.norm, self.lm_head = RmsNorm(width, device), nn.Linear(width, vocabulary, bias=False, device=device)

    def forward(self, tokens):
        x = self.embed_tokens(tokens)
        for layer in self.layers:
            x = layer(x)
        return self.lm_head(self.norm(x))


class TanhGelu(nn.Module):
    def forward(self, x):
        return nn.functional.gelu(x, approximate="tanh")


class Bert(nn.Module):
    """Devlin et al. (2018) of PyTorch's layers, with the names of the version that is used most but for those inside a layer."""

    def __init__(self, vocabulary=30522, length=512, width=768, heads=12, layers=12, pooled=True):
        super().__init__()
        self.embeddings = nn.ModuleDict({
            "word_embeddings": nn.Embedding(vocabulary, width), "position_embeddings": nn.Embedding(length, width),
            "token_type_embeddings": nn.Embedding(2, width), "LayerNorm": nn.LayerNorm(width, 1e-12)})
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList([
            nn.TransformerEncoderLayer(width, heads, 4 * width, 0, "gelu", 1e-12, batch_first=True) for _ in range(layers)])})
        if pooled:
            self.pooler = nn.ModuleDict({"dense": nn.Linear(width, width)})
        self.pooled = pooled

    def forward(self, tokens, segments):
        e = self.embeddings
        x = e["word_embeddings"](tokens) + e["token_type_embeddings"](segments) + e["position_embeddings"].weight[:tokens.shape[1]]
        x = e["LayerNorm"](x)
        for layer in self.encoder["layer"]:
            x = layer(x)
        return torch.tanh(self.pooler["dense"](x[:, 0])) if self.pooled else x


def alibi(steps, heads, causal):
    """What is added to the scores of each head: the distance times the head's slope; later steps are not seen by a causal one."""
    distance = (torch.arange(steps)[:, None] - torch.arange(steps)[None, :]).abs().double()
    slopes = 2.0 ** (-8 * torch.arange(1, heads + 1).double() / heads)  # for a power of two
    later = torch.full((steps, steps), float("-inf"), dtype=torch.float64).triu(1)
    return -slopes[:, None, None] * distance + (later if causal else 0)


class EncoderDecoder(nn.Module):
    """Raffel et al. (2020) of PyTorch's layers, with the distances of Press et al. (2021)."""

    def __init__(self, vocabulary=32128, width=512, heads=8, layers=6):
        super().__init__()
        self.shared, self.heads = nn.Embedding(vocabulary, width), heads
        for name, kind in (("encoder", nn.TransformerEncoderLayer), ("decoder", nn.TransformerDecoderLayer)):
            setattr(self, name, nn.ModuleDict({
                "layers": nn.ModuleList([kind(width, heads, 4 * width, 0, batch_first=True, norm_first=True) for _ in range(layers)]),
                "norm": nn.LayerNorm(width)}))

    def forward(self, source, target):
        memory, x = self.shared(source), self.shared(target)
        for layer in self.encoder["layers"]:
            memory = layer(memory, src_mask=alibi(source.shape[1], self.heads, False))
        memory = self.encoder["norm"](memory)
        for layer in self.decoder["layers"]:
            x = layer(x, memory, tgt_mask=alibi(target.shape[1], self.heads, True))
        return self.decoder["norm"](x) @ self.shared.weight.T


def narrow_vgg(letter, width, hidden, classes):
    layers = [w if w == "M" else w * width // 64 for w in vgg.cfgs[letter]]
    net = vgg.VGG(vgg.make_layers(layers), num_classes=classes, init_weights=False)
    net.classifier[0] = nn.Linear(width * 8 * 49, hidden)
    net.classifier[3] = nn.Linear(hidden, hidden)
    net.classifier[6] = nn.Linear(hidden, classes)
    return net


def narrow_alexnet(hidden, classes):
    net = models.AlexNet(classes)
    net.classifier[1] = nn.Linear(256 * 36, hidden)
    net.classifier[4] = nn.Linear(hidden, hidden)
    net.classifier[6] = nn.Linear(hidden, classes)
    return net


SIZES = {
    "LeNet5": lenet5, "AlexNet": models.alexnet, "Vgg11": models.vgg11, "Vgg16": models.vgg16, "Vgg19": models.vgg19,
    "ResNet18": models.resnet18, "ResNet20": resnet20, "ResNet50": models.resnet50,
    "GoogLeNet": lambda: models.GoogLeNet(aux_logits=False, init_weights=False),
    "GoogLeNetAuxiliary": lambda: GoogLeNetAuxiliary(512, 1000),
    "InceptionV3": lambda: models.Inception3(aux_logits=False, init_weights=False),
    "InceptionV3Auxiliary": lambda: InceptionAuxiliary(768, 1000),
    "MobileNetV1": MobileNetV1, "MobileNetV2": models.mobilenet_v2, "MobileNetV3Large": models.mobilenet_v3_large,
    "MobileNetV3Small": models.mobilenet_v3_small, "EfficientNetB0": models.efficientnet_b0, "SqueezeNet": models.squeezenet1_0,
    "SqueezeNet11": models.squeezenet1_1, "DenseNet121": models.densenet121, "UNet": UNet, "DcganGenerator": generator,
    "DcganDiscriminator": discriminator, "DeepAutoencoder": autoencoder, "DenoisingAutoencoder": denoising,
    "VariationalAutoencoder": Vae, "Nerf": Nerf, "ViT": models.vit_b_16, "Gpt2": Gpt2,
    "Llama": lambda: Llama(device="meta"), "Bert": Bert,
    "BertEncoder": lambda: Bert(pooled=False), "EncoderDecoder": EncoderDecoder, "TransformerXl": TransformerXl,
}

# Model, its arguments here, the module there, shapes of its inputs, and for tokens how many there are.
PARITY = [
    ("AlexNet", {"Classes": 5, "Hidden": 16}, lambda: narrow_alexnet(16, 5), [(64, 64, 3)]),
    ("Vgg11", {"Classes": 5, "Width": 8, "Hidden": 16}, lambda: narrow_vgg("A", 8, 16, 5), [(64, 64, 3)]),
    ("Vgg16", {"Classes": 5, "Width": 8, "Hidden": 16}, lambda: narrow_vgg("D", 8, 16, 5), [(32, 32, 3)]),
    ("Vgg19", {"Classes": 5, "Width": 8, "Hidden": 16}, lambda: narrow_vgg("E", 8, 16, 5), [(32, 32, 3)]),
    ("ResNet18", {"Classes": 5}, lambda: models.resnet18(num_classes=5), [(33, 32, 3)]),
    ("ResNet50", {"Classes": 5}, lambda: models.resnet50(num_classes=5), [(32, 32, 3)]),
    ("GoogLeNet", {"Classes": 5}, lambda: models.GoogLeNet(5, aux_logits=False, init_weights=False), [(33, 46, 3)]),
    ("InceptionV3", {"Classes": 5}, lambda: models.Inception3(5, aux_logits=False, init_weights=False), [(75, 75, 3)]),
    ("GoogLeNetAuxiliary", {"Classes": 5}, lambda: GoogLeNetAuxiliary(512, 5), [(7, 8, 512)]),
    ("InceptionV3Auxiliary", {"Classes": 5}, lambda: InceptionAuxiliary(768, 5), [(17, 17, 768)]),
    ("MobileNetV2", {"Classes": 5, "Width": 0.25}, lambda: models.MobileNetV2(5, width_mult=0.25), [(32, 32, 3)]),
    ("MobileNetV2", {"Classes": 5, "Width": 1.4}, lambda: models.MobileNetV2(5, width_mult=1.4), [(32, 32, 3)]),
    ("MobileNetV3Large", {"Classes": 5}, lambda: models.mobilenet_v3_large(num_classes=5), [(32, 32, 3)]),
    ("MobileNetV3Small", {"Classes": 5}, lambda: models.mobilenet_v3_small(num_classes=5), [(47, 33, 3)]),
    ("EfficientNetB0", {"Classes": 5}, lambda: models.efficientnet_b0(num_classes=5), [(32, 32, 3)]),
    ("SqueezeNet", {"Classes": 5}, lambda: models.squeezenet1_0(num_classes=5), [(40, 45, 3)]),
    ("SqueezeNet11", {"Classes": 5}, lambda: models.squeezenet1_1(num_classes=5), [(32, 37, 3)]),
    ("DenseNet121", {"Classes": 5, "Growth": 4}, lambda: models.DenseNet(4, (6, 12, 24, 16), 8, num_classes=5), [(64, 32, 3)]),
    ("UNet", {"Classes": 3, "Width": 4}, lambda: UNet(3, 4), [(16, 32, 3)]),
    ("DcganGenerator", {"Width": 4}, lambda: generator(4), [(100,)]),
    ("DcganDiscriminator", {"Width": 4}, lambda: discriminator(4), [(64, 64, 3)]),
    ("VariationalAutoencoder", {"Code": 3, "Hidden": 7}, lambda: Vae(11, 7, 3), [(11,)]),
    ("Nerf", {"Width": 16}, lambda: Nerf(16), [(3,), (3,)]),
    ("ViT", {"Classes": 5, "Patch": 4, "Width": 12, "Heads": 3, "Layers": 2},
     lambda: models.VisionTransformer(12, 4, 2, 3, 12, 48, num_classes=5), [(12, 12, 3)]),
    ("Gpt2", {"Vocabulary": 11, "Length": 9, "Width": 12, "Heads": 3, "Layers": 2}, lambda: Gpt2(11, 9, 12, 3, 2), [(7,)], [11]),
    ("Llama", {"Vocabulary": 11, "Width": 16, "Heads": 4, "KeyValueHeads": 2, "FeedForward": 21, "Layers": 2},
     lambda: Llama(11, 16, 4, 2, 21, 2), [(7,)], [11]),
    ("Bert", {"Vocabulary": 13, "Length": 9, "Width": 12, "Heads": 3, "Layers": 2},
     lambda: Bert(13, 9, 12, 3, 2), [(7,), (7,)], [13, 2]),
    ("BertEncoder", {"Vocabulary": 13, "Length": 7, "Width": 8, "Heads": 2, "Layers": 1},
     lambda: Bert(13, 7, 8, 2, 1, pooled=False), [(7,), (7,)], [13, 2]),
    ("EncoderDecoder", {"Vocabulary": 13, "Width": 8, "Heads": 4, "Layers": 2},
     lambda: EncoderDecoder(13, 8, 4, 2), [(7,), (5,)], [13, 13]),
    ("TransformerXl", {"Vocabulary": 11, "Width": 12, "Heads": 3, "Layers": 2}, lambda: TransformerXl(11, 12, 3, 2), [(7,)], [11]),
]


# Parameters of torchvision's that no layer holds: as they are called, and shaped, in a file for here.
BARE = {"class_token": "class_token.weight", "encoder.pos_embedding": "encoder.pos_embedding.weight"}


def filled(module):
    for name, value in module.double().state_dict().items():
        if name in BARE:
            value.copy_(tensor(BARE[name], value.squeeze().shape).reshape(value.shape))
        elif value.is_floating_point():
            value.copy_(tensor(name, value.shape))
    return module.eval()


def outputs(make, shapes, tokens):
    module = filled(make())
    inputs = []
    for i, shape in enumerate(shapes):
        x = torch.from_numpy(numbers(f"input{i}", int(numpy.prod(shape)))).reshape(1, *shape)
        if tokens:
            inputs.append(torch.floor((x + 1) / 2 * tokens[i]).long())
            continue
        inputs.append(x.permute(0, 3, 1, 2) if len(shape) == 3 else x[:, :, None, None] if shape == (100,) else x)
    with torch.no_grad():
        y = module(*inputs)
    return module, (y.permute(0, 2, 3, 1) if y.dim() == 4 else y).flatten().tolist()


result = {"sizes": {}, "parity": [], "file": {}}
for name, make in SIZES.items():
    result["sizes"][name] = sum(p.numel() for p in make().parameters())
for name, arguments, make, shapes, *tokens in PARITY:
    module, y = outputs(make, shapes, *(tokens or [[]]))
    # A picture of many pixels by every 37th of its numbers.
    case = {"model": name, "arguments": arguments, "inputs": shapes, "length": len(y), "output": y if len(y) < 100 else y[::37]}
    result["parity"].append(case | ({"tokens": tokens[0]} if tokens else {}))
    if arguments.get("Width") == 0.25:
        result["file"] = {k: list(v.shape) for k, v in module.state_dict().items()}
lines = ",\n".join(json.dumps(case) for case in result["parity"])
text = '{"sizes": ' + json.dumps(result["sizes"]) + ',\n"parity": [\n' + lines + '\n],\n"segments": '
text += json.dumps(segments(filled, numbers)) + ',\n"file": ' + json.dumps(result["file"]) + "}\n"
(pathlib.Path(__file__).parent / "models.json").write_text(text)
