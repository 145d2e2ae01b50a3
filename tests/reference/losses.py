"""Values and gradients of every loss from PyTorch in double precision: writes losses.json beside this file.

Run with a Python that has torch (made with 1.13.1): python3 losses.py. Each case names the arguments of the [Loss] attribute, the output's
shape with the batch, the numbers, and what PyTorch makes of them. Targets are ints where "labels" is true.
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(2)
torch.set_default_dtype(torch.float64)
CASES = []


def case(arguments, prediction, target, per_element, share=None, weights=None, labels=False):
    """per_element gives unreduced losses; share what each counts in the mean (1 by default); weights are per sample."""
    prediction = prediction.clone().requires_grad_()
    losses = per_element(prediction)
    counts = torch.ones_like(losses) if share is None else share.expand_as(losses)
    sample = torch.ones(len(prediction)) if weights is None else torch.tensor(weights)
    sample = sample.reshape([-1] + [1] * (losses.dim() - 1))
    count = (sample * counts).sum()
    loss = (sample * losses).sum() / (count if count > 0 else 1)
    loss.backward()
    CASES.append({
        "arguments": arguments,
        "shape": list(prediction.shape),
        "labels": labels,
        "prediction": prediction.detach().flatten().tolist(),
        "target": target.flatten().tolist(),
        "sampleWeights": sample.flatten().tolist(),
        "loss": loss.item(),
        "gradient": prediction.grad.flatten().tolist(),
    })


SHAPES = [(4, 1), (4, 3), (3, 2, 2)]


def sample_weights(shape):
    return [None, [0.5, 2.0, 0.0]] if len(shape) == 3 else [None]


def regression():
    for shape in SHAPES:
        x, y = 2 * torch.randn(shape), torch.randn(shape)
        for w in sample_weights(shape):
            case("Kind = Loss.MeanSquaredError", x, y, lambda p: F.mse_loss(p, y, reduction="none"), weights=w)
            case("Kind = Loss.MeanAbsoluteError", x, y, lambda p: F.l1_loss(p, y, reduction="none"), weights=w)
            case("Kind = Loss.Huber", x, y, lambda p: F.huber_loss(p, y, reduction="none"), weights=w)
            case("Kind = Loss.Huber, Delta = 0.4", x, y, lambda p: F.huber_loss(p, y, delta=0.4, reduction="none"), weights=w)
            case("Kind = Loss.LogCosh", x, y, lambda p: torch.log(torch.cosh(p - y)), weights=w)
    far = torch.tensor([[500.0], [-500.0], [3.0], [0.0]])
    case("Kind = Loss.LogCosh", far, torch.zeros(4, 1), lambda p: torch.log(torch.cosh(p)))
    equal = torch.tensor([[1.0], [-2.0], [0.0], [4.0]])
    case("Kind = Loss.MeanAbsoluteError", equal, equal, lambda p: F.l1_loss(p, equal, reduction="none"))


def classes_second(x):
    """PyTorch wants the classes behind the batch, where this library has them last."""
    return x.movedim(-1, 1).contiguous()


def categorical():
    for shape in SHAPES[1:]:
        classes = shape[-1]
        weight = torch.linspace(0.4, 1.9, classes)
        labels = torch.randint(classes, shape[:-1])
        one_hot = F.one_hot(labels, classes).double()
        soft = torch.softmax(torch.randn(shape), -1)
        x = 2 * torch.randn(shape)
        for options, smoothing, cw in [("", 0, None), (", LabelSmoothing = 0.1", 0.1, None), (f", ClassWeights = {weight.tolist()}", 0, weight),
                                       (f", LabelSmoothing = 0.2, ClassWeights = {weight.tolist()}", 0.2, weight)]:
            for w in sample_weights(shape):
                def entropy(p, t):
                    return F.cross_entropy(classes_second(p), t, weight=cw, label_smoothing=smoothing, reduction="none")

                share = None if cw is None else cw[labels]
                soft_share = None if cw is None else (soft * cw).sum(-1)
                kind = "Kind = Loss.SoftmaxCrossEntropy" + options
                if smoothing and cw is not None:
                    # PyTorch's reduction="none" agrees with its probability targets, which weight the smoothed distribution class by class.
                    case(kind, x, labels, lambda p: entropy(p, classes_second(one_hot)), share, w, labels=True)
                else:
                    case(kind, x, labels, lambda p: entropy(p, labels), share, w, labels=True)
                case(kind, x, one_hot, lambda p: entropy(p, classes_second(one_hot)), share, w)
                case(kind, x, soft, lambda p: entropy(p, classes_second(soft)), soft_share, w)

                # Cross-entropy of log(p) is that of p, where p is already a distribution along the classes.
                kind = "Kind = Loss.CategoricalCrossEntropy" + options
                p0 = torch.softmax(x, -1)
                goal = one_hot * (1 - smoothing) + smoothing / classes
                factor = torch.ones(classes) if cw is None else cw
                case(kind, p0, labels, lambda p: -(goal * factor * p.log()).sum(-1), share, w, labels=True)
                if not smoothing:
                    def nll(p):
                        return F.nll_loss(classes_second(p.log()), labels, weight=cw, reduction="none")

                    case(kind, p0, one_hot, nll, share, w)

        for w in sample_weights(shape):
            def divergence(log_p):
                return F.kl_div(log_p, soft, reduction="none").sum(-1)

            case("Kind = Loss.KullbackLeibler", x, soft, lambda p: divergence(torch.log_softmax(p, -1)), weights=w)
            case("Kind = Loss.KullbackLeibler, FromLogits = false", torch.softmax(x, -1), soft, lambda p: divergence(p.log()), weights=w)
            case("Kind = Loss.KullbackLeibler", x, one_hot,
                 lambda p: F.kl_div(torch.log_softmax(p, -1), one_hot, reduction="none").sum(-1), weights=w)

    large = torch.tensor([[1000.0, -1000.0, 0.0], [0.0, 0.0, 0.0], [-1e5, -1e5, -1e5], [60.0, 0.0, -60.0]])
    labels = torch.tensor([1, 2, 0, 2])
    case("Kind = Loss.SoftmaxCrossEntropy", large, labels, lambda p: F.cross_entropy(p, labels, reduction="none"), labels=True)


def ignored():
    """Labels of positions that count nothing: what stands there, a NaN even, changes nothing. All of them: 0."""
    x = 2 * torch.randn(3, 2, 5)
    weight = torch.linspace(0.4, 1.9, 5)
    for index, labels in [(-100, torch.tensor([[1, -100], [4, 0], [-100, -100]])), (0, torch.tensor([[0, 3], [0, 0], [2, 4]])),
                          (-1, torch.full((3, 2), -1))]:
        kept = labels != index
        named = torch.where(kept, labels, torch.zeros_like(labels))
        for options, smoothing, cw in [("", 0, None), (f", ClassWeights = {weight.tolist()}", 0, weight),
                                       (", LabelSmoothing = 0.1", 0.1, None)]:
            def entropy(p):
                return F.cross_entropy(classes_second(p), labels, weight=cw, label_smoothing=smoothing, ignore_index=index, reduction="none")

            share = kept.double() * (1 if cw is None else cw[named])
            arguments = f", IgnoreIndex = {index}{options}"
            for w in sample_weights((3, 2, 5)):
                case("Kind = Loss.SoftmaxCrossEntropy" + arguments, x, labels, entropy, share, w, labels=True)
            if not smoothing:
                case("Kind = Loss.CategoricalCrossEntropy" + arguments, torch.softmax(x, -1), labels,
                     lambda p: F.nll_loss(classes_second(p.log()), labels, weight=cw, ignore_index=index, reduction="none"), share, labels=True)


def overlap():
    for shape in [(3, 4, 1), (2, 3, 2, 3), (4, 2)]:
        channels = shape[-1]
        labels = torch.randint(max(2, channels), shape[:-1])
        hard = labels.unsqueeze(-1).double() if channels == 1 else F.one_hot(labels, channels).double()
        x, soft = 2 * torch.randn(shape), torch.rand(shape)
        axes = tuple(range(1, len(shape) - 1))

        def total(v):
            return v.sum(axes) if axes else v

        for target, given, is_label in [(hard, labels, True), (soft, soft, False)]:
            def dice(q, smooth):
                return 1 - (2 * total(q * target) + smooth) / (total(q) + total(target) + smooth)

            def tversky(q, smooth, positives, negatives):
                hits = total(q * target)
                return 1 - (hits + smooth) / (hits + positives * total(q * (1 - target)) + negatives * total((1 - q) * target) + smooth)

            w = [0.5, 2.0, 0.0, 1.0][:shape[0]]
            case("Kind = Loss.Dice", x, given, lambda p: dice(torch.sigmoid(p), 1), labels=is_label)
            case("Kind = Loss.Dice, FromLogits = false, Smooth = 0.1", torch.sigmoid(x), given, lambda p: dice(p, 0.1), weights=w, labels=is_label)
            case("Kind = Loss.Tversky", x, given, lambda p: tversky(torch.sigmoid(p), 1, 0.3, 0.7), weights=w, labels=is_label)
            case("Kind = Loss.Tversky, FalsePositives = 0.6, FalseNegatives = 0.2", x, given,
                 lambda p: tversky(torch.sigmoid(p), 1, 0.6, 0.2), labels=is_label)


def boxes():
    from torchvision.ops import generalized_box_iou_loss

    def random(shape):
        corner, size = torch.randn(*shape, 2), 0.2 + 2 * torch.rand(*shape, 2)
        return torch.cat([corner, corner + size], -1)

    def iou(p, t):
        inter = (torch.min(p[..., 2:], t[..., 2:]) - torch.max(p[..., :2], t[..., :2])).clamp(min=0).prod(-1)
        area = [(b[..., 2:] - b[..., :2]).prod(-1) for b in (p, t)]
        return 1 - inter / (area[0] + area[1] - inter + 1e-7)

    for shape in [(5,), (3, 2, 2)]:
        p, t = random(shape), random(shape)
        none = t.clone()
        none[0, ..., 2] = none[0, ..., 0]  # no area
        counts = (torch.arange(len(p)) > 0).double().reshape([-1] + [1] * (len(shape) - 1)).expand(shape)
        for w in sample_weights((*shape, 4)) if len(shape) == 3 else [None, [0.5, 2.0, 0.0, 1.0, 3.0]]:
            case("Kind = Loss.BoxIoU", p, t, lambda b: iou(b, t), weights=w)
            case("Kind = Loss.BoxGIoU", p, t, lambda b: generalized_box_iou_loss(b, t), weights=w)
            case("Kind = Loss.BoxGIoU", p, none, lambda b: counts * generalized_box_iou_loss(b, none), counts, w)


def numbers():
    for shape in SHAPES:
        x, y = 2 * torch.randn(shape), torch.randn(shape)
        counts = torch.poisson(2 * torch.ones(shape))
        for w in sample_weights(shape):
            case("Kind = Loss.Poisson", x, counts, lambda p: F.poisson_nll_loss(p, counts, log_input=True, reduction="none"), weights=w)
            for share in (0.5, 0.9):
                case(f"Kind = Loss.Quantile, Share = {share}", x, y,
                     lambda p: torch.where(y >= p, share * (y - p), (1 - share) * (p - y)), weights=w)
            case("Kind = Loss.CosineDistance", x, y, lambda p: 1 - F.cosine_similarity(p, y, dim=-1), weights=w)


def of_the_output():
    none = torch.zeros(0)
    for shape in [(3, 3, 5), (3, 3, 2, 4)]:
        x = torch.randn(shape)
        for w in (None, [0.5, 2.0, 0.0]):
            for margin in (1.0, 3.0):
                case(f"Kind = Loss.Triplet, Margin = {margin}", x, none,
                     lambda p: torch.nn.functional.relu(F.pairwise_distance(p[:, 0], p[:, 1]) - F.pairwise_distance(p[:, 0], p[:, 2]) + margin),
                     weights=w)
            case("Kind = Loss.Triplet", x, none,
                 lambda p: F.triplet_margin_loss(p[:, 0], p[:, 1], p[:, 2], reduction="none"), weights=w)
    for shape in [(3, 2, 4, 5), (1, 2, 2, 3)]:
        x = torch.randn(shape)
        target = torch.arange(shape[2]).expand(shape[0], -1)
        for w in (None, [0.5, 2.0, 0.0][:shape[0]]):
            for temperature in (0.1, 0.7):
                def contrast(p):
                    one, other = F.normalize(p, dim=-1).unbind(1)
                    scores = one @ other.transpose(1, 2) / temperature
                    return (F.cross_entropy(scores.transpose(1, 2), target, reduction="none") + F.cross_entropy(scores, target, reduction="none")) / 2

                case(f"Kind = Loss.InfoNCE, Temperature = {temperature}", x, none, contrast, weights=w)


def sequences():
    """Labels without places, of several lengths: repeated, none at all, and more than fit, which PyTorch calls infinite or leaves out."""
    def padded(rows, length, padding):
        return torch.tensor([row + [padding] * (length - len(row)) for row in rows])

    for steps, most, classes, blank, rows in [
        (6, 4, 5, 0, [[1, 2, 3], [2, 2], []]), (7, 4, 4, 3, [[0, 0, 0, 0], [1, 0, 2, 1], [2]]), (3, 3, 3, 0, [[1, 2, 1], [1, 1], [2, 2]]),
        (1, 1, 2, 0, [[1], [], [1]]), (9, 9, 6, 0, [[1, 5, 5, 3, 2], [4, 4, 4, 4, 4], []]),
    ]:
        lengths = [len(row) for row in rows]
        x = 2 * torch.randn(len(rows), steps, classes)
        for padding in (-1, blank):
            target = padded(rows, most, padding)

            def ctc(p):
                each = F.ctc_loss(torch.log_softmax(p, -1).transpose(0, 1), padded(rows, most, blank), (steps,) * len(rows), tuple(lengths), blank=blank,
                                  reduction="none")
                return (each / torch.tensor(lengths).clamp(min=1))[:, None]

            options = "" if most == steps else f", MaxLabels = {most}"
            options += "" if blank == 0 else f", Blank = {blank}"
            options += "" if padding == -1 else f", IgnoreIndex = {padding}"
            for w in (None, [0.5, 2.0, 0.0]):
                case("Kind = Loss.CTC" + options, x, target, ctc, weights=w, labels=True)

    # The middle one needs five steps.
    x, rows, lengths = torch.randn(3, 4, 3), [[1, 2], [1, 1, 1], [2]], [2, 3, 1]
    target = padded(rows, 4, -1)

    def left_out(p):
        each = F.ctc_loss(torch.log_softmax(p, -1).transpose(0, 1), target.clamp(min=0), (4,) * 3, tuple(lengths), reduction="none", zero_infinity=True)
        return (each / torch.tensor(lengths))[:, None]

    case("Kind = Loss.CTC, ZeroInfinity = true", x, target, left_out, labels=True)


def weighted_mean_as_pytorch_reduces_it():
    """PyTorch's own mean, with weights and smoothing at once, in place of this file's division."""
    x, labels, weight = torch.randn(4, 5), torch.tensor([0, 4, 2, 2]), torch.tensor([0.3, 1.0, 2.0, 0.7, 1.5])
    for smoothing in (0.0, 0.3):
        def loss(p):
            return F.cross_entropy(p, labels, weight=weight, label_smoothing=smoothing).reshape(1, 1).expand(4, 1)

        case(f"Kind = Loss.SoftmaxCrossEntropy, LabelSmoothing = {smoothing}, ClassWeights = {weight.tolist()}", x, labels, loss, labels=True)


def binary():
    for shape in SHAPES:
        classes = shape[-1]
        weight = torch.linspace(0.4, 1.9, max(2, classes))
        labels = torch.randint(max(2, classes), shape[:-1])
        hard = labels.unsqueeze(-1).double() if classes == 1 else F.one_hot(labels, classes).double()
        soft = torch.rand(shape)
        x = 2 * torch.randn(shape)
        for options, smoothing, weighted in [("", 0, False), (", LabelSmoothing = 0.1", 0.1, False), (f", ClassWeights = {weight.tolist()}", 0, True),
                                             (f", LabelSmoothing = 0.2, ClassWeights = {weight.tolist()}", 0.2, True)]:
            for w in sample_weights(shape):
                for target, given, is_label in [(hard, labels, True), (hard, hard, False), (soft, soft, False)]:
                    share = None if not weighted else weight if classes > 1 else weight[0] + (weight[1] - weight[0]) * target
                    goal = target * (1 - smoothing) + 0.5 * smoothing
                    case("Kind = Loss.SigmoidCrossEntropy" + options, x, given,
                         lambda p: F.binary_cross_entropy_with_logits(p, goal, weight=share, reduction="none"), share, w, is_label)
                    case("Kind = Loss.BinaryCrossEntropy" + options, torch.sigmoid(x), given,
                         lambda p: F.binary_cross_entropy(p, goal, weight=share, reduction="none"), share, w, is_label)

                    def focal(p, q, entropy, gamma, alpha):
                        miss = 1 - (q * goal + (1 - q) * (1 - goal))
                        balance = 1 if alpha < 0 else alpha * goal + (1 - alpha) * (1 - goal)
                        return (1 if share is None else share) * balance * entropy * miss ** gamma

                    case("Kind = Loss.Focal" + options, x, given,
                         lambda p: focal(p, torch.sigmoid(p), F.binary_cross_entropy_with_logits(p, goal, reduction="none"), 2, 0.25),
                         share, w, is_label)
                    case("Kind = Loss.Focal, Gamma = 0.5, Alpha = -1, FromLogits = false" + options, torch.sigmoid(x), given,
                         lambda p: focal(p, p, F.binary_cross_entropy(p, goal, reduction="none"), 0.5, -1), share, w, is_label)

        for w in sample_weights(shape):
            sign = 2 * hard - 1
            case("Kind = Loss.Hinge", x, hard, lambda p: torch.clamp(1 - sign * p, min=0), weights=w)
            case("Kind = Loss.Hinge", x, sign, lambda p: torch.clamp(1 - sign * p, min=0), weights=w)
            case("Kind = Loss.Hinge", x, labels, lambda p: torch.clamp(1 - sign * p, min=0), weights=w, labels=True)

    large = torch.tensor([[1000.0, -1000.0, 0.0], [0.0, 60.0, -60.0], [1000.0, -1000.0, 0.0], [-0.5, 30.0, -30.0]])
    target = torch.tensor([[0.0, 1.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.3], [0.0, 0.0, 1.0]])
    case("Kind = Loss.SigmoidCrossEntropy", large, target, lambda p: F.binary_cross_entropy_with_logits(p, target, reduction="none"))
    sure = torch.tensor([[0.0, 1.0, 0.5], [1.0, 0.0, 1e-300]])
    wrong = torch.tensor([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    case("Kind = Loss.BinaryCrossEntropy", sure, wrong, lambda p: F.binary_cross_entropy(p, wrong, reduction="none"))


regression()
categorical()
weighted_mean_as_pytorch_reduces_it()
binary()
ignored()
overlap()
boxes()
numbers()
of_the_output()
sequences()
path = pathlib.Path(__file__).with_name("losses.json")
path.write_text("[\n" + ",\n".join(json.dumps(c) for c in CASES) + "\n]\n")
print(f"{len(CASES)} cases, {path.stat().st_size / 1024:.0f} KiB")
