"""Learning rates of PyTorch's schedulers, the reference for DeepDsl's. Run with python3-torch; writes schedules.json beside itself."""
import json
import os
import warnings

import torch
from torch.optim import lr_scheduler as schedulers

warnings.simplefilter("ignore")
BASE = 0.1
STEPS_PER_EPOCH = 5
EPOCHS = 12
TOTAL = STEPS_PER_EPOCH * EPOCHS


def optimizer(base=BASE):
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=base, momentum=0.9)


def by_step(make, base=BASE, count=TOTAL):
    """The rate of each update where the scheduler moves with every update."""
    opt = optimizer(base)
    parts = make(opt)
    rates = []
    for _ in range(count):
        rates.append(opt.param_groups[0]["lr"])
        opt.step()
        for scheduler in parts:
            scheduler.step()
    return rates


def by_epoch(make):
    """The rate of each update where the scheduler moves with every epoch."""
    return [rate for rate in by_step(make, count=EPOCHS) for _ in range(STEPS_PER_EPOCH)]


def warm_up():
    opt = optimizer()
    warm = schedulers.LinearLR(opt, start_factor=0.25, total_iters=7)
    decay = schedulers.ExponentialLR(opt, 0.9)
    rates = []
    for step in range(TOTAL):
        rates.append(opt.param_groups[0]["lr"])
        opt.step()
        warm.step()
        if (step + 1) % STEPS_PER_EPOCH == 0:
            decay.step()
    return rates


def chained():
    """A straight rise over 7 updates, then a wave over the rest, as a new optimizer begins it."""
    opt = optimizer()
    rise = schedulers.LinearLR(opt, start_factor=0.25, total_iters=7)
    wave = schedulers.CosineAnnealingLR(opt, TOTAL - 7, eta_min=0.01)
    scheduler = schedulers.SequentialLR(opt, [rise, wave], milestones=[7])
    rates = []
    for _ in range(TOTAL):
        rates.append(opt.param_groups[0]["lr"])
        opt.step()
        scheduler.step()
    return rates


def plateau(losses, **options):
    opt = optimizer()
    scheduler = schedulers.ReduceLROnPlateau(opt, **options)
    rates = []
    for loss in losses:
        rates.append(opt.param_groups[0]["lr"])
        scheduler.step(loss)
    return rates


LOSSES = [1.0, 0.9, 0.9, 0.95, 0.92, 0.8, 0.79999, 0.81, 0.82, 0.83, 0.84, 0.85, 0.86, 0.5, 0.6, 0.7, 0.8, 0.9, 0.9, 0.9]

result = {
    "base": BASE,
    "stepsPerEpoch": STEPS_PER_EPOCH,
    "epochs": EPOCHS,
    "losses": LOSSES,
    "torch": torch.__version__,
    "rates": {
        "step": by_epoch(lambda o: [schedulers.StepLR(o, 3, gamma=0.5)]),
        "step_by_update": by_step(lambda o: [schedulers.StepLR(o, 8, gamma=0.5)]),
        "multi_step": by_epoch(lambda o: [schedulers.MultiStepLR(o, [2, 3, 9], gamma=0.3)]),
        "multi_step_by_update": by_step(lambda o: [schedulers.MultiStepLR(o, [1, 17, 40], gamma=0.3)]),
        "polynomial": by_step(lambda o: [schedulers.PolynomialLR(o, TOTAL, power=2.0)]),
        "polynomial_by_epoch": by_epoch(lambda o: [schedulers.PolynomialLR(o, 8, power=0.5)]),
        "exponential": by_epoch(lambda o: [schedulers.ExponentialLR(o, 0.8)]),
        "exponential_by_update": by_step(lambda o: [schedulers.ExponentialLR(o, 0.97)]),
        "cosine": by_step(lambda o: [schedulers.CosineAnnealingLR(o, TOTAL, eta_min=0.01)]),
        "cosine_restarts": by_step(lambda o: [schedulers.CosineAnnealingWarmRestarts(o, 10, T_mult=2, eta_min=0.001)]),
        "one_cycle": by_step(lambda o: [schedulers.OneCycleLR(o, 0.4, total_steps=TOTAL, cycle_momentum=False)], count=TOTAL - 1),
        "one_cycle_linear": by_step(
            lambda o: [schedulers.OneCycleLR(o, 0.4, total_steps=TOTAL, pct_start=0.45, div_factor=10, final_div_factor=100,
                                             anneal_strategy="linear", cycle_momentum=False)], count=TOTAL - 1),
        "triangular": by_step(lambda o: [schedulers.CyclicLR(o, BASE, 0.5, step_size_up=7)]),
        "triangular2": by_step(lambda o: [schedulers.CyclicLR(o, BASE, 0.5, step_size_up=7, step_size_down=4, mode="triangular2")]),
        "exponential_cycles": by_step(lambda o: [schedulers.CyclicLR(o, BASE, 0.5, step_size_up=6, mode="exp_range", gamma=0.97)]),
        "warm_up": warm_up(),
        "chained": chained(),
        "plateau": plateau(LOSSES, factor=0.3, patience=1),
        "plateau_cooldown": plateau(LOSSES, factor=0.5, patience=0, cooldown=2, min_lr=0.02),
        "plateau_max": plateau(LOSSES, mode="max", factor=0.7, patience=2, threshold=0.01),
    },
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "schedules.json"), "w") as file:
    json.dump(result, file, indent=1)
    file.write("\n")
