"""Transformer-XL after the code that came with Dai et al. (2019), for models.py: one list of remembered steps a layer, no masked ones."""
import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.qkv_net, self.r_net = nn.Linear(width, 3 * width, bias=False), nn.Linear(width, width, bias=False)
        self.o_net, self.layer_norm = nn.Linear(width, width, bias=False), nn.LayerNorm(width)
        self.r_w_bias = nn.Parameter(torch.empty(heads, self.size))
        self.r_r_bias = nn.Parameter(torch.empty(heads, self.size))

    @staticmethod
    def shifted(x):
        """The code's _rel_shift: rows one longer than they are wide begin one place later each."""
        padded = torch.cat([x.new_zeros(*x.shape[:-1], 1), x], -1)
        return padded.reshape(*x.shape[:-2], x.shape[-1] + 1, x.shape[-2])[..., 1:, :].reshape(x.shape)

    def forward(self, x, memory, distances):
        steps, every = x.shape[1], torch.cat([memory, x], 1)
        q, k, v = (t.unflatten(-1, (self.heads, self.size)) for t in self.qkv_net(every).chunk(3, -1))
        q, r = q[:, -steps:], self.r_net(distances).unflatten(-1, (self.heads, self.size))
        content = torch.einsum("bihd,bjhd->bhij", q + self.r_w_bias, k)
        distance = self.shifted(torch.einsum("bihd,jhd->bhij", q + self.r_r_bias, r))
        later = torch.ones(steps, every.shape[1], dtype=torch.bool).triu(1 + memory.shape[1])
        weights = ((content + distance) / self.size**0.5).masked_fill(later, -torch.inf).softmax(-1)
        return self.layer_norm(x + self.o_net(torch.einsum("bhij,bjhd->bihd", weights, v).flatten(2)))


class FeedForward(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.CoreNet = nn.Sequential(nn.Linear(width, 4 * width), nn.ReLU(), nn.Dropout(0), nn.Linear(4 * width, width), nn.Dropout(0))
        self.layer_norm = nn.LayerNorm(width)

    def forward(self, x):
        return self.layer_norm(x + self.CoreNet(x))


class TransformerXl(nn.Module):
    """Distances known by biases of each layer's own, scores by the vectors of the tokens."""

    def __init__(self, vocabulary=204, width=512, heads=8, layers=12):
        super().__init__()
        self.word_emb = nn.ModuleDict({"emb_layers": nn.ModuleList([nn.Embedding(vocabulary, width)])})
        self.layers = nn.ModuleList([nn.ModuleDict({"dec_attn": Attention(width, heads), "pos_ff": FeedForward(width)}) for _ in range(layers)])

    def forward(self, tokens, memories=None):
        """Scores; with memories, one [N, M, C] a layer, also what those then are, all steps of them and of this segment."""
        weight = self.word_emb["emb_layers"][0].weight
        width = weight.shape[1]
        x, kept = weight[tokens] * width**0.5, []
        for i, layer in enumerate(self.layers):
            memory = x[:, :0] if memories is None else memories[i]
            kept.append(torch.cat([memory, x], 1).detach())
            places = torch.arange(kept[-1].shape[1] - 1, -1, -1.0, dtype=x.dtype)
            angles = places[:, None] * 10000 ** (-torch.arange(0, width, 2.0, dtype=x.dtype) / width)
            x = layer["pos_ff"](layer["dec_attn"](x, memory, torch.cat([angles.sin(), angles.cos()], -1)))
        scores = x @ weight.T
        return scores if memories is None else (scores, kept)


def segments(filled, numbers):
    """
    Two streams through three segments, of which the second begins anew before the third: scores, and the gradients of their sum, weighted
    by numbers of the segment's. A memory of 5 is at first empty, then holds the 3 steps of a segment, then some of two.
    """
    vocabulary, width, heads, layers, steps, length = 11, 12, 3, 2, 3, 5
    module = filled(TransformerXl(vocabulary, width, heads, layers))
    result = {"arguments": {"Vocabulary": vocabulary, "Width": width, "Heads": heads, "Layers": layers}, "steps": steps, "memory": length, "calls": []}
    memories = [[torch.zeros(1, 0, width, dtype=torch.float64)] * layers for _ in range(2)]
    for segment in range(3):
        tokens = torch.floor((torch.from_numpy(numbers(f"tokens{segment}", 2 * steps)) + 1) / 2 * vocabulary).long().reshape(2, steps)
        weights = torch.from_numpy(numbers(f"weights{segment}", 2 * steps * vocabulary)).reshape(2, steps, vocabulary)
        if segment == 2:
            memories[1] = [m[:, :0] for m in memories[1]]
        scores = []
        for stream in range(2):
            one, kept = module(tokens[stream:stream + 1], memories[stream])
            scores.append(one)
            memories[stream] = [m[:, -length:] for m in kept]
        module.zero_grad()
        (torch.cat(scores) * weights).sum().backward()
        result["calls"].append({
            "scores": torch.cat(scores).flatten().tolist(), "held": [m[0].shape[1] for m in memories],
            "gradients": {name: p.grad.flatten().tolist() for name, p in module.named_parameters()},
        })
    return result
