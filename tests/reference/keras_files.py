"""Writes files as Keras lays them out, with what models of these weights give.

    /usr/bin/python3 tests/reference/keras_files.py

No Keras is needed, and none wrote these: the names and the order of axes and gates are those that Keras publishes for its layers and for its
two forms of files, and outputs are those of its documented formulas in numpy. h5py is the library that Keras writes by.
"""
import io
import json
import pathlib
import zipfile

import h5py
import numpy as np

HERE = pathlib.Path(__file__).parent
OUT = HERE / "keras_files"
random = np.random.default_rng(3)


def weight(*shape):
    return (random.random(shape, dtype=np.float32) - 0.5).astype(np.float32)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def windows(x, kernel):
    """[N, H, W, C] as [N, H', W', kernel, kernel, C] of a window at each place."""
    n, h, w, c = x.shape
    y = np.zeros((n, h - kernel + 1, w - kernel + 1, kernel, kernel, c))
    for i in range(kernel):
        for j in range(kernel):
            y[:, :, :, i, j] = x[:, i:i + y.shape[1], j:j + y.shape[2]]
    return y


def conv(x, kernel, bias, same=False):
    if same:
        x = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    return np.einsum("nhwijc,ijco->nhwo", windows(x, kernel.shape[0]), kernel) + bias


def depthwise(x, kernel, bias):
    """Output channel c * multiplier + m."""
    y = np.einsum("nhwijc,ijcm->nhwcm", windows(x, kernel.shape[0]), kernel)
    return y.reshape(*y.shape[:3], -1) + bias


def transposed(x, kernel, bias, stride):
    n, h, w, _ = x.shape
    k, _, filters, _ = kernel.shape
    y = np.zeros((n, (h - 1) * stride + k, (w - 1) * stride + k, filters))
    for i in range(h):
        for j in range(w):
            y[:, i * stride:i * stride + k, j * stride:j * stride + k] += np.einsum("nc,ijoc->nijo", x[:, i, j], kernel)
    return y + bias


def lstm(x, kernel, recurrent, bias):
    h = c = np.zeros((x.shape[0], recurrent.shape[0]))
    steps = []
    for t in range(x.shape[1]):
        i, f, g, o = np.split(x[:, t] @ kernel + h @ recurrent + bias, 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        steps.append(h)
    return np.stack(steps, 1)


def gru(x, kernel, recurrent, bias):
    """A bias of two rows is that of reset_after."""
    h = np.zeros((x.shape[0], recurrent.shape[0]))
    u = recurrent.shape[0]
    after = bias.ndim == 2
    steps = []
    for t in range(x.shape[1]):
        xz, xr, xh = np.split(x[:, t] @ kernel + (bias[0] if after else bias), 3, axis=1)
        gates = h @ recurrent + (bias[1] if after else 0)
        z, r = sigmoid(xz + gates[:, :u]), sigmoid(xr + gates[:, u:2 * u])
        new = np.tanh(xh + (r * gates[:, 2 * u:] if after else (r * h) @ recurrent[:, 2 * u:]))
        h = z * h + (1 - z) * new
        steps.append(h)
    return np.stack(steps, 1)


def plain(x, kernel, recurrent, bias):
    h = np.zeros((x.shape[0], recurrent.shape[0]))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ kernel + h @ recurrent + bias)
    return h


# Each layer: class, name within Keras 2, and arrays by where they are there and in Keras 3, in Keras's order.
def layer(kind, name, *arrays):
    return {"class": kind, "name": name, "arrays": arrays}


def own(name, **arrays):
    return [(f"{name}/{key}:0", f"vars/{i}", value) for i, (key, value) in enumerate(arrays.items())]


def cell(name, kind, **arrays):
    return [(f"{name}/{kind}_cell/{key}:0", f"cell/vars/{i}", value) for i, (key, value) in enumerate(arrays.items())]


def images():
    x = weight(2, 6, 6, 2)
    a, b = weight(3, 3, 2, 4), weight(4)
    alpha = weight(1, 1, 4)
    gamma, beta, mean, variance = 1 + weight(4), weight(4), weight(4), 1 + weight(4)
    d, e = weight(3, 3, 4, 2), weight(8)
    f, g, h = weight(2, 2, 8, 1), weight(1, 1, 8, 5), weight(5)
    i, j = weight(2, 2, 3, 5), weight(3)
    k, m = weight(108, 3), weight(3)
    y = conv(x, a, b, same=True)
    y = np.where(y > 0, y, alpha * y)
    y = (y - mean) / np.sqrt(variance + 1e-3) * gamma + beta
    y = depthwise(y, d, e)
    y = conv(depthwise(y, f, 0), g, h)
    y = transposed(y, i, j, 2).reshape(2, -1) @ k + m
    return x, y, [
        layer("InputLayer", "input_layer"),
        layer("Conv2D", "conv2d", *own("conv2d", kernel=a, bias=b)),
        layer("PReLU", "p_re_lu", *own("p_re_lu", alpha=alpha)),
        layer("BatchNormalization", "batch_normalization",
              *own("batch_normalization", gamma=gamma, beta=beta, moving_mean=mean, moving_variance=variance)),
        layer("DepthwiseConv2D", "depthwise_conv2d", *own("depthwise_conv2d", depthwise_kernel=d, bias=e)),
        layer("SeparableConv2D", "separable_conv2d", *own("separable_conv2d", depthwise_kernel=f, pointwise_kernel=g, bias=h)),
        layer("Conv2DTranspose", "conv2d_transpose", *own("conv2d_transpose", kernel=i, bias=j)),
        layer("Flatten", "flatten"),
        layer("Dropout", "dropout"),
        layer("Dense", "dense", *own("dense", kernel=k, bias=m)),
    ]


def texts():
    x = random.integers(0, 11, (2, 5)).astype(np.int32)
    table = weight(11, 4)
    forward, backward = [(weight(4, 12), weight(3, 12), weight(12)) for _ in range(2)]
    g = weight(6, 12), weight(4, 12), weight(2, 12)
    gamma, beta = 1 + weight(4), weight(4)
    s = weight(4, 3), weight(3, 3), weight(3)
    first, last = (weight(3, 4), weight(4)), (weight(4, 2), weight(2))
    y = table[x].astype(np.float64)
    y = np.concatenate([lstm(y, *forward), lstm(y[:, ::-1], *backward)[:, ::-1]], -1)
    y = gru(y, *g)
    y = (y - y.mean(-1, keepdims=True)) / np.sqrt(y.var(-1, keepdims=True) + 1e-3) * gamma + beta
    y = plain(y, *s)
    y = np.tanh(y @ first[0] + first[1]) @ last[0] + last[1]
    names = ["kernel", "recurrent_kernel", "bias"]
    both = [(f"bidirectional/{way}_lstm/lstm_cell/{key}:0", f"{way}_layer/cell/vars/{i}", value)
            for way, arrays in (("forward", forward), ("backward", backward)) for i, (key, value) in enumerate(zip(names, arrays))]
    return x, y, [
        layer("Embedding", "embedding", *own("embedding", embeddings=table)),
        layer("Bidirectional", "bidirectional", *both),
        layer("GRU", "gru", *cell("gru", "gru", **dict(zip(names, g)))),
        layer("LayerNormalization", "layer_normalization", *own("layer_normalization", gamma=gamma, beta=beta)),
        layer("SimpleRNN", "simple_rnn", *cell("simple_rnn", "simple_rnn", **dict(zip(names, s)))),
        layer("Dense", "dense", *own("dense", kernel=first[0], bias=first[1])),
        layer("Dense", "dense_1", *own("dense_1", kernel=last[0], bias=last[1])),
    ]


def attention():
    x = weight(2, 4, 6)
    parts = {p: (weight(6, 2, 3), weight(2, 3)) for p in ("query", "key", "value")}
    out = weight(2, 3, 6), weight(6)
    g = weight(6, 9), weight(3, 9), weight(9)
    q, k, v = (np.einsum("ntd,dhk->nthk", x, w) + b for w, b in parts.values())
    shares = softmax(np.einsum("nthk,nshk->nhts", q, k) / np.sqrt(3))
    y = np.einsum("nhts,nshk->nthk", shares, v)
    y = np.einsum("nthk,hkd->ntd", y, out[0]) + out[1]
    y = gru(y, *g)[:, -1]
    arrays = [(f"multi_head_attention/{name}/{key}:0", f"{three}/vars/{i}", value)
              for name, three, pair in [(p, p + "_dense", parts[p]) for p in parts] + [("attention_output", "output_dense", out)]
              for i, (key, value) in enumerate(zip(["kernel", "bias"], pair))]
    return x, y, [
        layer("MultiHeadAttention", "multi_head_attention", *arrays),
        layer("GRU", "gru", *cell("gru", "gru", **dict(zip(["kernel", "recurrent_kernel", "bias"], g)))),
    ]


def write_two(path, layers, root="model_weights", before=""):
    """Lists of names, as Keras 2 writes them and Keras 3 in .h5 files, which puts the model before."""
    with h5py.File(path, "w") as file:
        group = file.create_group(root) if root else file
        group.attrs["layer_names"] = np.asarray([one["name"].encode() for one in layers])
        group.attrs["backend"] = b"tensorflow"
        group.attrs["keras_version"] = b"2.15.0"
        for one in layers:
            inner = group.create_group(one["name"])
            inner.attrs["weight_names"] = np.asarray([(before + name).encode() for name, _, _ in one["arrays"]])
            for name, _, value in one["arrays"]:
                inner.create_dataset(before + name, data=value)


def write_three(file, layers):
    """Groups by class and number, as Keras 3 writes them."""
    numbers = {}
    with h5py.File(file, "w") as h5:
        for one in layers:
            kind = one["name"].removesuffix("_1")
            numbers[kind] = numbers.get(kind, -1) + 1
            group = h5.create_group(f"layers/{kind}" + (f"_{numbers[kind]}" if numbers[kind] else ""))
            group.create_group("vars")
            for _, place, value in one["arrays"]:
                group.create_dataset(place, data=value)
            if one["class"] == "Dropout":
                group.create_dataset("seed_generator/vars/0", data=np.array([1, 2], np.uint32))
        h5.create_dataset("optimizer/vars/0", data=np.array(7, np.int64))
        h5.create_dataset("optimizer/vars/1", data=weight(3, 4))


def write_archive(path, layers):
    weights = io.BytesIO()
    write_three(weights, layers)
    config = {"module": "keras", "class_name": "Sequential", "config": {
        "name": "sequential", "layers": [{"module": "keras.layers", "class_name": one["class"], "config": {}} for one in layers]}}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (("metadata.json", json.dumps({"keras_version": "3.3.3"})), ("config.json", json.dumps(config)),
                           ("model.weights.h5", weights.getvalue())):
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data)


OUT.mkdir(exist_ok=True)
values = {}
for name, (x, y, layers) in {"images": images(), "texts": texts(), "attention": attention()}.items():
    write_two(OUT / f"{name}.h5", layers)
    write_archive(OUT / f"{name}.keras", layers)
    values[name] = {"input": x.ravel().tolist(), "output": [round(float(v), 9) for v in y.ravel()]}
    if name == "texts":
        write_three(OUT / f"{name}.weights.h5", layers)
        write_two(OUT / f"{name}_legacy.h5", layers, root="", before="sequential/")
with h5py.File(OUT / "two_kinds.weights.h5", "w") as file:
    for kind in ("embedding", "rms_normalization"):
        file.create_dataset(f"layers/{kind}/vars/0", data=weight(11, 4))
(HERE / "keras.json").write_text(json.dumps(values) + "\n")
