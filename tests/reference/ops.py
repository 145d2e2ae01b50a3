#!/usr/bin/python3
"""Values of every op from PyTorch, independent of the compiler's own formulas: writes ops.jsonl beside this file.

Run it with a Python that has torch (made with 1.13.1; Debian: python3-torch) after adding an op or changing an example:

    python3 tests/reference/ops.py

It asks the compiler's tests for the op table (descriptions alone: names, arguments, shapes, and how to draw the numbers), evaluates
each op's reference expression in double precision, and stores output, gradients of sum(output * gradient) and next states.
Tensors come channels last, as in the library; the functions below bring them to PyTorch's order and back.
"""
import json
import math
import os
import pathlib
import subprocess
import tempfile

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).resolve().parent
SIZES = {1: [""], 2: ["h", "w"], 3: ["d", "h", "w"]}


def first(x):
    """Channels behind the batch."""
    return x.movedim(-1, 1)


def last(x):
    return x.movedim(1, -1)


def channels_first(function, x, *arguments, **named):
    return last(function(first(x), *arguments, **named))


def side(value, standard):
    """An argument for one side or axis, -1 where it was not given."""
    return value if value >= 0 else standard


def sizes(arguments, name, rank, standard=None):
    """An argument of a window for each axis."""
    common = arguments.get(name, -1)
    common = standard if common < 0 and standard is not None else common
    if isinstance(common, list):
        return [side(arguments.get(name + s, -1), c) for s, c in zip(SIZES[rank], common)]
    return [side(arguments.get(name + s, -1), common) if s else common for s in SIZES[rank]]


class Windows:
    """Kernel, stride, dilation and (before, after) padding of each axis."""

    def __init__(self, arguments, shape, stride=1):
        rank = len(shape)
        self.kernel = sizes(arguments, "kernel", rank)
        self.stride = sizes(arguments, "stride", rank, self.kernel if stride is None else stride)
        self.dilation = sizes(arguments, "dilation", rank, 1)
        self.extent = [d * (k - 1) + 1 for d, k in zip(self.dilation, self.kernel)]
        explicit = sizes(arguments, "pad", rank, 0)
        self.padding = [self.pad(arguments["padding"], *axis) for axis in zip(shape, self.extent, self.stride, explicit)]

    @staticmethod
    def pad(kind, size, extent, stride, explicit):
        if kind == "Same":
            return ((extent - 1) // 2,) * 2
        if kind == "Full":
            return (extent - 1, extent - 1)
        if kind == "Causal":
            return (extent - 1, 0)
        if kind == "SameUpper":  # the rule of TensorFlow's guide: as many outputs as ceil(size / stride)
            total = max(extent - stride, 0) if size % stride == 0 else max(extent - size % stride, 0)
            return (total // 2, total - total // 2)
        return (explicit, explicit)

    @property
    def symmetric(self):
        return all(before == after for before, after in self.padding)

    def padded(self, x, value=0.0):
        flat = [p for axis in reversed(self.padding) for p in axis]
        return F.pad(x, flat, value=value)


def conv(x, weight, arguments, groups=None):
    rank = x.dim() - 2
    w = Windows(arguments, x.shape[1:-1])
    function = [F.conv1d, F.conv2d, F.conv3d][rank - 1]
    kernel = weight.permute(rank + 1, rank, *range(rank))
    return last(function(w.padded(first(x)), kernel, stride=w.stride, dilation=w.dilation, groups=groups or arguments["groups"]))


def conv_transpose(x, weight, arguments):
    rank = x.dim() - 2
    function = [F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d][rank - 1]
    kernel = weight.permute(rank + 1, rank, *range(rank))
    stride = sizes(arguments, "stride", rank, 1)
    output = [n * s for n, s in zip(x.shape[1:-1], stride)]
    w = Windows(arguments, output)
    options = {"stride": stride, "dilation": w.dilation, "groups": arguments["groups"]}
    if arguments["padding"] == "SameUpper":
        whole = last(function(first(x), kernel, **options))
        for axis, ((before, _), size) in enumerate(zip(w.padding, output), start=1):
            missing = max(0, before + size - whole.shape[axis])
            whole = last(F.pad(first(whole), [0, 0] * (rank - axis) + [0, missing])).narrow(axis, before, size)
        return whole
    padding = [before for before, _ in w.padding]
    return last(function(first(x), kernel, padding=padding, output_padding=sizes(arguments, "outputpadding", rank, 0), **options))


def max_pool(x, arguments):
    rank = x.dim() - 2
    w = Windows(arguments, x.shape[1:-1], stride=None)
    function = [F.max_pool1d, F.max_pool2d, F.max_pool3d][rank - 1]
    if arguments["ceil"]:
        padding = [before for before, _ in w.padding]
        return last(function(first(x), w.kernel, w.stride, padding, dilation=w.dilation, ceil_mode=True))
    return last(function(w.padded(first(x), -math.inf), w.kernel, w.stride, dilation=w.dilation))


def avg_pool(x, arguments):
    rank = x.dim() - 2
    w = Windows(arguments, x.shape[1:-1], stride=None)
    function = [F.avg_pool1d, F.avg_pool2d, F.avg_pool3d][rank - 1]
    if w.symmetric:
        padding = [before for before, _ in w.padding]
        return last(function(first(x), w.kernel, w.stride, padding, count_include_pad=arguments["countincludepad"]))
    total = function(w.padded(first(x)), w.kernel, w.stride)
    inside = function(w.padded(torch.ones_like(first(x))), w.kernel, w.stride)
    return last(total if arguments["countincludepad"] else total / inside)


def upsample(x, scales, mode, align_corners):
    if mode == "Nearest":
        return channels_first(F.interpolate, x, scale_factor=scales, mode="nearest")
    linear = {1: "linear", 2: "bilinear"}[len(scales)]
    return channels_first(F.interpolate, x, scale_factor=scales, mode=linear, align_corners=align_corners)


def batch_norm(x, weight, bias, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    y = F.batch_norm(first(x), running_mean, running_var, training=training, momentum=momentum, eps=eps)
    return last(y) * weight + bias


def embedding(x, weight, padding_index):
    if padding_index < 0:
        return F.embedding(x, weight)
    # PyTorch keeps that row at zero by starting there and giving it no gradient.
    keep = torch.ones(len(weight), 1)
    keep[padding_index] = 0
    return F.embedding(x, weight * keep, padding_index)


def sparse_rows(xs, width):
    columns, *values = xs
    values = values[0] if values else torch.ones(columns.shape)
    return torch.zeros(*columns.shape[:-1], width).scatter_add(-1, columns.long(), values)


def rows(x, weight):
    """What a product reads: the lists of sparse rows written out, other values as they are."""
    return x if x.is_floating_point() else sparse_rows([x], len(weight))


def adjacency(edges, nodes, weights=None):
    """[N, to, from], the sum of the weights of all edges between two nodes."""
    result = torch.zeros(edges.shape[0], nodes, nodes)
    for n in range(edges.shape[0]):
        for e, (begin, end) in enumerate(edges[n].tolist()):
            weight = torch.ones(()) if weights is None else weights[n].flatten()[e]
            one = torch.zeros(nodes, nodes)
            one[end, begin] = 1
            result[n] = result[n] + weight * one
    return result


def graph_conv(xs, weight, bias, arguments):
    x, edges, *weights = xs
    a = adjacency(edges, x.shape[1], *weights)
    if arguments["selfloops"]:
        a = a + torch.eye(x.shape[1])
    if arguments["normalize"]:
        degree = a.sum(2)
        scale = torch.where(degree > 0, torch.where(degree > 0, degree, torch.ones(())) ** -0.5, torch.zeros(()))
        a = scale[:, :, None] * a * scale[:, None, :]
    return a @ (rows(x, weight) @ weight) + bias


def graph_sage(xs, weight, neighbour_weight, bias, arguments):
    x, edges = xs
    around = []
    for n in range(x.shape[0]):
        rows = []
        for node in range(x.shape[1]):
            near = [x[n, begin] for begin, end in edges[n].tolist() if end == node]
            near = torch.stack(near) if near else torch.zeros(1, x.shape[2])
            rows.append({"Mean": lambda: near.mean(0), "Sum": lambda: near.sum(0), "Max": lambda: near.amax(0)}[arguments["aggregate"]]())
        around.append(torch.stack(rows))
    return x @ weight + torch.stack(around) @ neighbour_weight + bias


def messages(x, edges, features, names):
    """Of an edge from j to i with features e, relu(x_j + e W + b), added up at i: GINE."""
    own = features @ names["edge_weight"] + names.get("edge_bias", 0.0)
    around = []
    for n in range(x.shape[0]):
        sums = [torch.zeros(x.shape[2]) for _ in range(x.shape[1])]
        for e, (begin, end) in enumerate(edges[n].tolist()):
            sums[end] = sums[end] + torch.relu(x[n, begin] + own[n, e])
        around.append(torch.stack(sums))
    return torch.stack(around)


def graph_isomorphism(xs, names):
    x, edges, *features = xs
    epsilon = names.get("epsilon") if torch.is_tensor(names.get("epsilon")) else names["arguments"]["epsilon"]
    around = messages(x, edges, features[0], names) if features else adjacency(edges, x.shape[1]) @ x
    s = (1 + epsilon) * x + around
    return torch.relu(s @ names["hidden_weight"] + names.get("hidden_bias", 0.0)) @ names["weight"] + names["bias"]


def graph_attention(xs, names):
    """By a softmax for each node over a list of its edges, itself the last."""
    x, edges, *features = xs
    arguments = names["arguments"]
    heads, units, count = arguments["heads"], arguments["units"], edges.shape[1]
    h = (x @ names["weight"]).reshape(*x.shape[:2], heads, units)
    begins, ends = (h * names["from_weight"]).sum(3), (h * names["to_weight"]).sum(3)
    along = torch.zeros(x.shape[0], count, heads)
    if features:
        along = ((features[0] @ names["edge_weight"]).reshape(x.shape[0], count, heads, units) * names["along_weight"]).sum(3)
    drop = names["training"] and arguments["dropout"] > 0
    result = []
    for n in range(x.shape[0]):
        rows = []
        for node in range(x.shape[1]):
            near = [(e, begin) for e, (begin, end) in enumerate(edges[n].tolist()) if end == node]
            near += [(count + node, node)] if arguments["selfloops"] else []
            if not near:
                rows.append(torch.zeros(heads, units))
                continue
            own = [along[n, e] for e, _ in near if e < count]
            mean = torch.stack(own).mean(0) if own else torch.zeros(heads)
            scores = torch.stack([
                F.leaky_relu(begins[n, begin] + ends[n, node] + (along[n, e] if e < count else mean), arguments["negativeslope"])
                for e, begin in near])
            weights = torch.softmax(scores, 0)
            if drop:
                kept = torch.stack([names["random"][n, e] >= arguments["dropout"] for e, _ in near])
                weights = weights * kept / (1 - arguments["dropout"])
            rows.append((weights[:, :, None] * torch.stack([h[n, begin] for _, begin in near])).sum(0))
        result.append(torch.stack(rows))
    y = torch.stack(result)
    return (y.mean(2) if arguments["average"] else y.flatten(2)) + names["bias"]


def fourier_features(x, frequencies, base, coordinates):
    waves = [wave(base * 2 ** i * x) for i in range(frequencies) for wave in (torch.sin, torch.cos)]
    return torch.cat([x] * coordinates + waves, -1)


def stft(x, size, hop, window, center):
    windows = {"Hann": torch.hann_window, "Hamming": torch.hamming_window, "None": lambda n: torch.ones(n)}
    flat = torch.stft(x.reshape(-1, x.shape[-1]), size, hop if hop > 0 else max(1, size // 4), window=windows[window](size), center=center,
                      return_complex=True)
    return flat.transpose(1, 2).reshape(*x.shape[:-1], flat.shape[2], flat.shape[1])


def mel(x, size, mels, rate, low, high, scale, area, log):
    """torchaudio.functional.melscale_fbanks, whose formulas are those of librosa for Slaney's scale."""
    def to_mel(f):
        if scale == "HTK":
            return 2595 * math.log10(1 + f / 700)
        return f / (200 / 3) if f < 1000 else 15 + math.log(f / 1000) / (math.log(6.4) / 27)

    points = torch.linspace(to_mel(low), to_mel(high if high > 0 else rate / 2), mels + 2)
    if scale == "HTK":
        points = 700 * (10 ** (points / 2595) - 1)
    else:
        points = torch.where(points < 15, 200 / 3 * points, 1000 * torch.exp(math.log(6.4) / 27 * (points - 15)))
    frequencies = torch.arange(size // 2 + 1) * rate / size
    widths = points.diff()
    slopes = points[None] - frequencies[:, None]
    bands = torch.minimum(-slopes[:, :-2] / widths[:-1], slopes[:, 2:] / widths[1:]).clamp(min=0)
    bands = bands * (2 / (points[2:] - points[:-2])) if area else bands
    return torch.log((x @ bands).clamp(min=1e-10)) if log else x @ bands


def gate(*xs):
    rank = max(x.dim() for x in xs)
    result = torch.ones(())
    for x in xs:
        result = result * x.reshape(x.shape[0], *[1] * (rank - x.dim()), *x.shape[1:])
    return result


def shortcut(above, source, otherwise, project):
    if above.shape == source.shape:
        return above + source
    return above if otherwise == "Skip" else above + project(above, source)


def project(above, source, weight):
    """1x1 convolution with the least strides that fit."""
    rank = above.dim() - 2
    if rank == 0:
        return source @ weight
    strides = [next(s for s in range(1, n + 1) if math.ceil(n / s) == m) for n, m in zip(source.shape[1:-1], above.shape[1:-1])]
    function = [F.conv1d, F.conv2d, F.conv3d][rank - 1]
    return last(function(first(source), weight.permute(rank + 1, rank, *range(rank)), stride=strides))


def one_direction(kind, x, state, name, values, reverse):
    """One layer of a recurrent net over x [N, T, F]: its states [N, T, H]."""
    arguments = values["arguments"]
    weights = [values[role + name].T for role in ("weight_ih", "weight_hh")]
    has_bias = arguments["bias"]
    weights += [values[role + name] for role in ("bias_ih", "bias_hh")] if has_bias else []
    x = x.flip(1) if reverse else x
    rate = arguments["recurrentdropout"] if values["training"] else 0
    if arguments["layernorm"]:
        gains = {role: values[role + name] for role in ("norm_ih", "norm_hh", "norm_c", "bias_c") if role + name in values}
        y = normalized(kind, x, state, weights, arguments, gains)
    elif rate > 0 or not arguments.get("resetafter", True):
        y = by_steps(kind, x, state, weights, arguments, (values["random"] >= rate) / (1 - rate) if rate > 0 else 1.0)
    else:
        function = {"lstm": torch._VF.lstm, "gru": torch._VF.gru}.get(kind)
        if kind == "rnn":
            function = {"Tanh": torch._VF.rnn_tanh, "ReLU": torch._VF.rnn_relu}[arguments["activation"]]
        start = [s[None] for s in state] if kind == "lstm" else state[0][None]
        y = function(x, start, weights, has_bias, 1, 0.0, False, False, True)[0]
    return y.flip(1) if reverse else y


def by_steps(kind, x, state, weights, arguments, mask):
    """What torch has no layer for: a mask on the state that products read, and the reset gate before the product."""
    w, u = weights[:2]
    b, c = weights[2:] if arguments["bias"] else (0.0, 0.0)
    h, outputs = state[0], []
    cell = state[-1]
    for t in range(x.shape[1]):
        i, seen = x[:, t] @ w.T + b, h * mask
        if kind == "rnn":
            h = ACTIVATIONS[arguments["activation"]](i + seen @ u.T + c)
        elif kind == "lstm":
            ingate, forget, new, out = (i + seen @ u.T + c).chunk(4, 1)
            cell = torch.sigmoid(forget) * cell + torch.sigmoid(ingate) * torch.tanh(new)
            h = torch.sigmoid(out) * torch.tanh(cell)
        else:
            size = h.shape[1]
            reset, update = torch.sigmoid(i[:, :2 * size] + seen @ u[:2 * size].T + (c[:2 * size] if arguments["bias"] else 0)).chunk(2, 1)
            new = torch.tanh(i[:, 2 * size:] + (reset * seen) @ u[2 * size:].T + (c[2 * size:] if arguments["bias"] else 0))
            h = update * h + (1 - update) * new
        outputs.append(h)
    return torch.stack(outputs, 1)


def normalized(kind, x, state, weights, arguments, gains):
    """With layer norms, from the formulas of Ba et al. (2016), supplementary material; the shifts of the norms are PyTorch's biases."""
    w, u = weights[:2]
    b, c = weights[2:] if arguments["bias"] else (torch.zeros(len(w)), torch.zeros(len(w)))
    norm = lambda a, gain, shift: gain * F.layer_norm(a, a.shape[-1:]) + shift
    h, cell, size, outputs = state[0], state[-1], len(u.T), []
    for t in range(x.shape[1]):
        i, r = x[:, t] @ w.T, h @ u.T
        if kind == "rnn":
            h = ACTIVATIONS[arguments["activation"]](norm(i + r, gains["norm_hh"], b + c))
        elif kind == "lstm":
            ingate, forget, new, out = (norm(r, gains["norm_hh"], c) + norm(i, gains["norm_ih"], b)).chunk(4, 1)
            cell = torch.sigmoid(forget) * cell + torch.sigmoid(ingate) * torch.tanh(new)
            h = torch.sigmoid(out) * torch.tanh(norm(cell, gains["norm_c"], gains.get("bias_c", 0)))
        else:
            gates, last = slice(0, 2 * size), slice(2 * size, 3 * size)
            part = lambda a, gain, shift, s: norm(a[:, s], gains[gain][s], shift[s])
            reset, update = torch.sigmoid(part(r, "norm_hh", c, gates) + part(i, "norm_ih", b, gates)).chunk(2, 1)
            new = torch.tanh(part(i, "norm_ih", b, last) + reset * part(r, "norm_hh", c, last))
            h = update * h + (1 - update) * new
        outputs.append(h)
    return torch.stack(outputs, 1)


def recurrent(kind, xs, values):
    arguments = values["arguments"]
    x, size, given = xs[0], arguments["units"], list(xs[1:])
    join = {"Concat": lambda a, b: torch.cat([a, b], -1), "Sum": torch.add, "Average": lambda a, b: (a + b) / 2, "Multiply": torch.mul}
    for layer in range(arguments["layers"]):
        if layer > 0 and values["training"] and arguments["dropout"] > 0:
            x = x * (values["random"].transpose(0, 1) >= arguments["dropout"]) / (1 - arguments["dropout"])
        ends, sequences = [], []
        for reverse in [False, True] if arguments["bidirectional"] != "None" else [False]:
            backward = reverse != arguments["reverse"]
            state = [given.pop(0) if given else torch.zeros(len(x), size) for _ in range(2 if kind == "lstm" else 1)]
            y = one_direction(kind, x, state, f"_l{layer}" + ("_reverse" if reverse else ""), values, backward)
            sequences.append(y)
            ends.append(y[:, 0 if backward else -1])
        x = sequences[0] if len(sequences) == 1 else join[arguments["bidirectional"]](*sequences)
    last = ends[0] if len(ends) == 1 else join[arguments["bidirectional"]](*ends)
    return last if arguments["return"] == "Last" else x


def seen(queries, keys, arguments):
    """Which keys a query sees; positions are aligned at the end."""
    distance = torch.arange(queries)[:, None] + keys - queries - torch.arange(keys)
    mask = torch.ones(queries, keys, dtype=torch.bool)
    if arguments["causal"]:
        mask &= distance >= 0
    return mask & (distance.abs() < arguments["window"]) if arguments["window"] else mask


def keys_and_values(xs, marks):
    """Queries, keys and values; keys and values that are not given are the value before them, and marks are neither."""
    xs = xs[:-1] if marks else xs
    return *xs, *[xs[-1]] * (3 - len(xs))


def attention(q, k, v, arguments, heads, key_heads, scale=None, random=None, slopes=None, score=None, marks=None):
    """Scaled products head by head; random numbers come as [N, heads, keys, queries]."""
    split = lambda x, count: x.unflatten(-1, (count, -1)).transpose(1, 2)
    q, k, v = split(q, heads), split(k, key_heads), split(v, key_heads)
    k, v = (x.repeat_interleave(heads // key_heads, 1) for x in (k, v))
    scores = q @ k.transpose(2, 3) * (scale or q.shape[-1] ** -0.5)
    if slopes is not None:
        distance = torch.arange(q.shape[2])[:, None] + k.shape[2] - q.shape[2] - torch.arange(k.shape[2])
        scores = scores - slopes[:, None, None] * distance.abs()
    if score is not None:
        mark = [m.flatten(1)[:, None, None] for m in marks or []]
        scores = score(scores, (torch.arange(q.shape[2])[:, None] + k.shape[2] - q.shape[2]).double(), torch.arange(k.shape[2]).double(), *mark)
    weights = torch.softmax(scores.masked_fill(~seen(q.shape[2], k.shape[2], arguments), -math.inf), -1)
    if random is not None and arguments["dropout"]:
        weights = weights * (random.transpose(2, 3) >= arguments["dropout"]) / (1 - arguments["dropout"])
    return (weights @ v).transpose(1, 2).flatten(2)


def local_attention(q, k, v, hidden, position, arguments):
    """Luong's, step by step: the softmax is over the keys near the place alone, and the Gaussian comes behind it."""
    rows = []
    for b in range(len(q)):
        for t in range(q.shape[1]):
            place = k.shape[1] * torch.sigmoid(position @ torch.tanh(q[b, t] @ hidden))
            seen = [s for s in range(k.shape[1]) if abs(s - place.item()) <= arguments["distance"]]
            weights = torch.softmax(k[b, seen] @ q[b, t] * (arguments["scale"] or q.shape[-1] ** -0.5), 0)
            sigma = arguments["distance"] / 2
            rows.append((weights * torch.exp(-(torch.tensor(seen) - place) ** 2 / (2 * sigma ** 2))) @ v[b, seen])
    return torch.stack(rows).unflatten(0, q.shape[:2])


def rotate(x, heads):
    """Each head's first and second half as real and imaginary parts, turned by the position."""
    x = x.unflatten(-1, (heads, 2, -1))
    z = torch.complex(x[:, :, :, 0], x[:, :, :, 1])
    steps, half = z.shape[1], z.shape[-1]
    angles = torch.arange(steps, dtype=torch.float64)[:, None, None] * 10000 ** (-torch.arange(half, dtype=torch.float64) / half)
    z = z * torch.polar(torch.ones_like(angles), angles)
    return torch.stack((z.real, z.imag), 3).flatten(2)


def alibi(heads):
    """As in the code that came with the paper."""
    powers = lambda n: [2 ** (-8 / n * (i + 1)) for i in range(n)]
    lower = 2 ** math.floor(math.log2(heads))
    return torch.tensor(powers(lower) + powers(2 * lower)[0::2][: heads - lower])


def multi_head_attention(xs, arguments, random, in_proj_weight=None, in_proj_bias=None, out_proj_weight=None, out_proj_bias=None,
                         q_proj_weight=None, k_proj_weight=None, v_proj_weight=None):
    heads, key_heads = arguments["heads"], arguments["keyvalueheads"] or arguments["heads"]
    x, memory = xs[0], xs[-1]
    plain = not (torch.is_tensor(random) or arguments["window"] or arguments["keyvalueheads"] or arguments["headsize"])
    if plain and arguments["positions"] == "None":
        # PyTorch's own, which takes its weights as [outputs, inputs].
        turned = lambda w: None if w is None else w.T
        y, _ = F.multi_head_attention_forward(
            x.transpose(0, 1), memory.transpose(0, 1), memory.transpose(0, 1), x.shape[-1], heads, turned(in_proj_weight), in_proj_bias,
            None, None, False, 0.0, turned(out_proj_weight), out_proj_bias, training=False,
            attn_mask=~seen(x.shape[1], memory.shape[1], arguments), use_separate_proj_weight=in_proj_weight is None,
            q_proj_weight=turned(q_proj_weight), k_proj_weight=turned(k_proj_weight), v_proj_weight=turned(v_proj_weight))
        return y.transpose(0, 1)
    size = arguments["headsize"] or x.shape[-1] // heads
    if in_proj_weight is not None:
        q_proj_weight, k_proj_weight, v_proj_weight = in_proj_weight.split([heads * size, key_heads * size, key_heads * size], 1)
    biases = [0, 0, 0] if in_proj_bias is None else in_proj_bias.split([heads * size, key_heads * size, key_heads * size])
    q, k, v = (s @ w + b for s, w, b in zip((x, memory, memory), (q_proj_weight, k_proj_weight, v_proj_weight), biases))
    if arguments["positions"] == "Rotary":
        q, k = rotate(q, heads), rotate(k, key_heads)
    slopes = alibi(heads) if arguments["positions"] == "Alibi" else None
    y = attention(q, k, v, arguments, heads, key_heads, random=random if torch.is_tensor(random) else None, slopes=slopes)
    return y @ out_proj_weight + (0 if out_proj_bias is None else out_proj_bias)


def relative_attention(xs, arguments, random, names):
    """Dai et al. (2019), score by score from equation 5 of the paper rather than by shifts; memory lies before the segment."""
    x, (memory, filled) = xs[0], xs[1:] if len(xs) > 1 else (xs[0][:, :0], torch.zeros(len(xs[0]), 1))
    heads, size = arguments["heads"], arguments["headsize"] or x.shape[-1] // arguments["heads"]
    everything, before, steps = torch.cat([memory, x], 1), memory.shape[1], x.shape[1]
    wq, wk, wv = names["qkv_net_weight"].split(heads * size, 1)
    q, k, v = (t.unflatten(-1, (heads, size)) for t in (x @ wq, everything @ wk, everything @ wv))
    frequencies = 10000 ** (-torch.arange(0, x.shape[-1], 2) / x.shape[-1])
    result = []
    for n in range(len(x)):
        rows = []
        for i in range(steps):
            seen = [j for j in range(before + steps) if j >= before - max(0, filled[n, 0]) and (not arguments["causal"] or j <= before + i)]
            scores = []
            for j in seen:
                angles = (before + i - j) * frequencies
                r = (torch.cat([angles.sin(), angles.cos()]) @ names["r_net_weight"]).unflatten(-1, (heads, size))
                scores.append(((q[n, i] + names["r_w_bias"]) * k[n, j]).sum(1) + ((q[n, i] + names["r_r_bias"]) * r).sum(1))
            weights = torch.softmax(torch.stack(scores) / size ** 0.5, 0)
            if torch.is_tensor(random) and arguments["dropout"]:
                weights = weights * (random[n, :, seen, i].T >= arguments["dropout"]) / (1 - arguments["dropout"])
            rows.append((weights[:, :, None] * v[n, seen]).sum(0).flatten())
        result.append(torch.stack(rows))
    return torch.stack(result) @ names["o_net_weight"]


def sinusoids(steps, channels):
    """Pairs of sine and cosine, as in Attention Is All You Need."""
    angles = torch.arange(steps)[:, None] / 10000 ** (torch.arange(0, channels, 2) / channels)
    return torch.stack((angles.sin(), angles.cos()), -1).flatten(1)[:, :channels]


ACTIVATIONS = {"None": lambda y: y, "ReLU": torch.relu, "Tanh": torch.tanh, "Sigmoid": torch.sigmoid}


def values(leaf):
    """The recipe of ReferenceLeaf.cs."""
    state, numbers = leaf["seed"], []
    for _ in range(math.prod(leaf["shape"])):
        state = (state * 1664525 + 1013904223) % 2**32
        value = leaf["low"] + (leaf["high"] - leaf["low"]) * (state / 4294967296.0)
        numbers.append(math.floor(value) if leaf["ints"] else value)
    return torch.tensor(numbers, dtype=torch.int64 if leaf["ints"] else torch.float64).reshape(leaf["shape"])


def evaluate(case):
    tensors = {leaf["name"]: values(leaf) for leaf in case["leaves"]}
    for leaf in case["leaves"]:
        if leaf["kind"] in ("input", "parameter") and not leaf["ints"]:
            tensors[leaf["name"]].requires_grad_()
    xs = [tensors[leaf["name"]] for leaf in case["leaves"] if leaf["kind"] == "input"]
    # A parameter that the layer was told to do without is neutral, and so is noise at rate 0.
    names = {"weight": 1.0, "bias": 0.0, "random": 0.0, **case["arguments"], **{k.replace(".", "_"): v for k, v in tensors.items()}}
    samples = len(xs[0])
    if case.get("perStep"):
        xs = [x.flatten(0, 1) for x in xs]
    names.update(x=xs[0], xs=xs, training=case["training"], arguments=case["arguments"])
    names["names"] = dict(names)
    output = eval(case["expression"], {**globals(), **names})
    if not case["expression"].startswith("recurrent"):  # whose activation belongs to each step
        output = ACTIVATIONS[case["arguments"].get("activation", "None")](output)
    if case.get("perStep"):
        output = output.unflatten(0, (samples, -1))
    result = {"output": output}
    by = {name: t for name, t in tensors.items() if t.requires_grad}
    gradients = torch.autograd.grad((output * values(case["gradient"])).sum(), list(by.values()), allow_unused=True) if by else []
    for (name, tensor), gradient in zip(by.items(), gradients):
        result["gradient of " + name] = torch.zeros_like(tensor) if gradient is None else gradient
    for leaf in case["leaves"]:
        # PyTorch updates running statistics in place.
        if leaf["kind"] == "state" and not torch.equal(tensors[leaf["name"]], values(leaf)):
            result["next " + leaf["name"]] = tensors[leaf["name"]]
    return {name: [float(f"{v:.11g}") for v in t.detach().flatten().tolist()] for name, t in result.items()}


def examples():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "examples.jsonl")
        subprocess.run(["dotnet", "test", str(HERE.parent / "DeepDsl.Compiler.Tests"), "--filter", "Examples_are_distinct_and_written_where_asked"],
                       check=True, env={**os.environ, "DEEPDSL_WRITE_EXAMPLES": path})
        with open(path, encoding="utf-8") as file:
            return file.read().splitlines()


def main():
    torch.set_default_dtype(torch.float64)
    with open(HERE / "ops.jsonl", "w", encoding="utf-8", newline="\n") as file:
        for description in examples():
            try:
                result = evaluate(json.loads(description))
            except Exception as error:
                raise SystemExit(f"{description}\n{type(error).__name__}: {error}") from error
            file.write('{"case":%s,"values":%s}\n' % (description, json.dumps(result, separators=(",", ":"))))


if __name__ == "__main__":
    main()
