"""Small BERT and GPT-2 with the names and shapes that the library transformers gives them, with what they compute: writes hugging_face.

Run with a Python that has torch (made with 1.13.1): python3 hugging_face.py. The modules are written from the papers and from the published
lists of names; transformers itself is not needed. bert.bin is BertForSequenceClassification's file, gpt2.safetensors.index.json that of
GPT2Model in two parts, lm.bin that of GPT2LMHeadModel with half the bits, expected.safetensors has inputs and outputs.
"""
import json
import math
import pathlib
import struct

import torch
from torch import nn

FOLDER = pathlib.Path(__file__).parent / "hugging_face"
FOLDER.mkdir(exist_ok=True)
VOCABULARY, LENGTH, WIDTH, HEADS, LAYERS = 11, 6, 8, 2, 2


def write(path, floats):
    arrays = {name: tensor.detach().contiguous().float().numpy() for name, tensor in floats.items()}
    header, length = {}, 0
    for name, array in arrays.items():
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [length, length + array.nbytes]}
        length += array.nbytes
    text = json.dumps(header | {"__metadata__": {"format": "pt"}}).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(a.tobytes() for a in arrays.values()))


def attend(q, k, v, causal):
    def heads(x):
        return x.view(*x.shape[:-1], HEADS, -1).transpose(-2, -3)
    q, k, v = heads(q), heads(k), heads(v)
    scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
    if causal:
        scores = scores.masked_fill(torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1), -math.inf)
    return (scores.softmax(-1) @ v).transpose(-2, -3).flatten(-2)


class Box(nn.Module):
    """A module whose parts are given by name."""

    def __init__(self, **parts):
        super().__init__()
        for name, part in parts.items():
            setattr(self, name, part)


class BertLayer(nn.Module):
    def __init__(self):
        super().__init__()
        projections = Box(query=nn.Linear(WIDTH, WIDTH), key=nn.Linear(WIDTH, WIDTH), value=nn.Linear(WIDTH, WIDTH))
        self.attention = Box(output=Box(dense=nn.Linear(WIDTH, WIDTH), LayerNorm=nn.LayerNorm(WIDTH, eps=1e-12)))
        self.attention.add_module("self", projections)
        self.intermediate = Box(dense=nn.Linear(WIDTH, 4 * WIDTH))
        self.output = Box(dense=nn.Linear(4 * WIDTH, WIDTH), LayerNorm=nn.LayerNorm(WIDTH, eps=1e-12))

    def forward(self, x):
        p = self.attention.get_submodule("self")
        x = self.attention.output.LayerNorm(x + self.attention.output.dense(attend(p.query(x), p.key(x), p.value(x), False)))
        return self.output.LayerNorm(x + self.output.dense(nn.functional.gelu(self.intermediate.dense(x))))


class Bert(nn.Module):
    def __init__(self):
        super().__init__()
        self.embeddings = Box(
            word_embeddings=nn.Embedding(VOCABULARY, WIDTH), position_embeddings=nn.Embedding(LENGTH, WIDTH),
            token_type_embeddings=nn.Embedding(2, WIDTH), LayerNorm=nn.LayerNorm(WIDTH, eps=1e-12))
        self.embeddings.register_buffer("position_ids", torch.arange(LENGTH).expand((1, -1)))
        self.encoder = Box(layer=nn.ModuleList(BertLayer() for _ in range(LAYERS)))
        self.pooler = Box(dense=nn.Linear(WIDTH, WIDTH))

    def forward(self, tokens, segments):
        e = self.embeddings
        x = e.LayerNorm(e.word_embeddings(tokens) + e.token_type_embeddings(segments) + e.position_embeddings(e.position_ids))
        for layer in self.encoder.layer:
            x = layer(x)
        return torch.tanh(self.pooler.dense(x[:, 0]))


class BertForSequenceClassification(nn.Module):
    def __init__(self):
        super().__init__()
        self.bert = Bert()
        self.classifier = nn.Linear(WIDTH, 3)

    def forward(self, tokens, segments):
        return self.classifier(self.bert(tokens, segments))


class Conv1D(nn.Module):
    def __init__(self, outputs, inputs):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(inputs, outputs))
        self.bias = nn.Parameter(torch.empty(outputs))

    def forward(self, x):
        return x @ self.weight + self.bias


class Gpt2Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.ln_1 = nn.LayerNorm(WIDTH)
        self.attn = Box(c_attn=Conv1D(3 * WIDTH, WIDTH), c_proj=Conv1D(WIDTH, WIDTH))
        self.attn.register_buffer("bias", torch.ones(LENGTH, LENGTH, dtype=torch.uint8).tril().view(1, 1, LENGTH, LENGTH))
        self.attn.register_buffer("masked_bias", torch.tensor(-1e4))
        self.ln_2 = nn.LayerNorm(WIDTH)
        self.mlp = Box(c_fc=Conv1D(4 * WIDTH, WIDTH), c_proj=Conv1D(WIDTH, 4 * WIDTH))

    def forward(self, x):
        x = x + self.attn.c_proj(attend(*self.attn.c_attn(self.ln_1(x)).split(WIDTH, -1), True))
        return x + self.mlp.c_proj(nn.functional.gelu(self.mlp.c_fc(self.ln_2(x)), approximate="tanh"))


class Gpt2(nn.Module):
    def __init__(self):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(LENGTH, WIDTH)
        self.h = nn.ModuleList(Gpt2Layer() for _ in range(LAYERS))
        self.ln_f = nn.LayerNorm(WIDTH)

    def forward(self, tokens):
        x = self.wte(tokens) + self.wpe(torch.arange(LENGTH))
        for layer in self.h:
            x = layer(x)
        return self.ln_f(x)


class Gpt2LMHead(nn.Module):
    def __init__(self, transformer):
        super().__init__()
        self.transformer = transformer
        self.lm_head = nn.Linear(WIDTH, VOCABULARY, bias=False)
        self.lm_head.weight = transformer.wte.weight

    def forward(self, tokens):
        return self.lm_head(self.transformer(tokens))


def start(model):
    for name, value in model.named_parameters():
        value.data = 1 + torch.rand_like(value) / 2 if ("norm" in name.lower() or "ln_" in name) and name.endswith("weight") else torch.randn_like(value) / 2
    return model


torch.manual_seed(5)
torch.set_num_threads(1)
tokens, segments = torch.randint(VOCABULARY, (4, LENGTH)), torch.randint(2, (4, LENGTH))
bert, gpt2 = start(BertForSequenceClassification()), start(Gpt2LMHead(Gpt2()))
torch.save(bert.state_dict(), FOLDER / "bert.bin")
torch.save(gpt2.half().state_dict(), FOLDER / "lm.bin")
gpt2 = gpt2.double()
parts = {"model-00001-of-00002.safetensors": {}, "model-00002-of-00002.safetensors": {}}
for name, value in gpt2.transformer.state_dict().items():
    parts[list(parts)[name.startswith(("h.1", "ln_f"))]][name] = value
for file, arrays in parts.items():
    write(FOLDER / file, arrays)
index = {"metadata": {"total_size": sum(4 * v.numel() for a in parts.values() for v in a.values())},
         "weight_map": {name: file for file, arrays in parts.items() for name in arrays}}
(FOLDER / "gpt2.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n")
with torch.no_grad():
    # In double, so that the expected values have no rounding of their own.
    write(FOLDER / "expected.safetensors", {
        "tokens": tokens, "segments": segments, "bert": bert.double()(tokens, segments), "gpt2": gpt2(tokens)})
