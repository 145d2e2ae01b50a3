"""
One model in one arithmetic, timed in PyTorch: eager, captured as a CUDA graph, and by torch.compile. Started by torch_bench.py.

What takes long, compilation, is done before the word to begin comes on the input, so that it can happen while the card does something else.
Every step copies its inputs from pinned memory of the host, as a training loop does; nobody reads the loss.
"""
import contextlib
import json
import select
import sys
import time

import torch
import torch.nn.functional as F

from torch_models import MODELS

MODEL, ARITHMETIC, BATCHES, DEVICE = sys.argv[1], sys.argv[2], [int(b) for b in sys.argv[3].split(",")], sys.argv[4]
ON_GPU = DEVICE == "cuda"
ROTATED = 8
MEASURED_S = 0.25
CHUNK_S = 0.04


def synchronize():
    if ON_GPU:
        torch.cuda.synchronize()


def told_to_begin():
    return bool(select.select([sys.stdin], [], [], 0)[0])


def say(**line):
    print(json.dumps(line), flush=True)


def note(about, error):
    say(kind="note", about=f"PyTorch {MODEL} {ARITHMETIC} {about}", text=str(error).strip().replace("\n", " ")[:300])


class Case:
    """A model with its inputs in host memory, and what a step does."""

    def __init__(self, mode, batch, channels_last, compiled=False):
        constructor, shape, optimizer = MODELS[MODEL]
        self.mode, self.batch = mode, batch
        self.layout = torch.channels_last if channels_last and len(shape) == 3 else torch.contiguous_format
        torch.manual_seed(1)
        self.model = constructor().to(DEVICE, memory_format=self.layout if len(shape) == 3 else torch.preserve_format)
        self.model.train(mode == "train")
        self.optimizer = optimizer(self.model.parameters(), ON_GPU)
        self.call = torch.compile(self.model, dynamic=False) if compiled else self.model
        self.x = [self.host(torch.rand((batch, *shape))) for _ in range(ROTATED)]
        self.y = [self.host(torch.randint(0, 10, (batch,))) for _ in range(ROTATED)]
        self.turn = 0

    def host(self, tensor):
        if tensor.dim() == 4:
            tensor = tensor.contiguous(memory_format=self.layout)
        return tensor.pin_memory() if ON_GPU else tensor

    def autocast(self, cached=True):
        return torch.autocast(DEVICE, dtype=torch.bfloat16, cache_enabled=cached) if ARITHMETIC == "bf16" else contextlib.nullcontext()

    def compute(self, x, y, cached=True):
        if self.mode == "infer":
            with torch.no_grad(), self.autocast(cached):
                return self.call(x)
        self.optimizer.zero_grad(set_to_none=True)
        with self.autocast(cached):
            loss = F.cross_entropy(self.call(x), y)
        loss.backward()
        self.optimizer.step()
        return loss

    def step(self):
        self.turn = (self.turn + 1) % ROTATED
        return self.compute(self.x[self.turn].to(DEVICE, non_blocking=True), self.y[self.turn].to(DEVICE, non_blocking=True))

    def captured(self):
        """The step as a graph, and what replays it on new inputs."""
        x, y = self.x[0].to(DEVICE), self.y[0].to(DEVICE)
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(3):
                self.compute(x, y, cached=False)
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self.compute(x, y, cached=False)

        def replay():
            self.turn = (self.turn + 1) % ROTATED
            x.copy_(self.x[self.turn], non_blocking=True)
            y.copy_(self.y[self.turn], non_blocking=True)
            graph.replay()

        return replay


def measure(call):
    for _ in range(3):
        call()
    synchronize()
    chunk, chunks, begin = 1, [], time.perf_counter()
    call()
    synchronize()
    chunk = max(1, int(CHUNK_S / (time.perf_counter() - begin)))
    begin = time.perf_counter()
    while time.perf_counter() - begin < MEASURED_S or len(chunks) < 3:
        start = time.perf_counter()
        for _ in range(chunk):
            call()
        synchronize()
        chunks.append((time.perf_counter() - start) / chunk * 1e3)
    chunks.sort()
    return chunks[len(chunks) // 2], chunks[0], len(chunks) * chunk


def report(case, way, call):
    median, least, calls = measure(call)
    layout = "channels last" if case.layout == torch.channels_last else ""
    say(kind="model", library="PyTorch", model=MODEL, mode=case.mode, batch=case.batch, arithmetic=ARITHMETIC, way=way, layout=layout,
        ms=median, least_ms=least, calls=calls)
    return median


def prepare(cases):
    """Compiles until told to begin; in the layout that suits the arithmetic, since tensor cores want channels last."""
    compiled = []
    for mode, batch in cases:
        if told_to_begin():
            note("torch.compile", f"was not ready for {mode} at batch {batch} and what follows it.")
            break
        try:
            case = Case(mode, batch, channels_last=ARITHMETIC != "float32", compiled=True)
            for _ in range(2):
                case.step()
            synchronize()
            compiled.append(case)
        except Exception as error:
            note(f"torch.compile {mode} {batch}", error)
    return compiled


def time_eager_and_graph(mode, batch):
    layouts = [False, True] if len(MODELS[MODEL][1]) == 3 else [False]
    times = [(report(case, "eager", case.step), case) for case in (Case(mode, batch, layout) for layout in layouts)]
    best = min(times, key=lambda t: t[0])[1]
    if ON_GPU:
        report(best, "graph", best.captured())


def main():
    torch.backends.cuda.matmul.allow_tf32 = ARITHMETIC == "tf32"
    torch.backends.cudnn.allow_tf32 = ARITHMETIC == "tf32"
    torch.backends.cudnn.benchmark = True
    torch.set_num_threads(1 if ON_GPU else 2)
    if ON_GPU:
        torch.zeros(1, device=DEVICE)
    cases = [(mode, batch) for batch in BATCHES for mode in ("train", "infer")]
    compiled = prepare(cases) if ON_GPU and hasattr(torch, "compile") else []
    say(kind="ready")
    seconds = float(sys.stdin.readline() or 0)
    end = time.perf_counter() + seconds
    for mode, batch in cases:
        if time.perf_counter() > end:
            note(f"{mode} {batch}", "left out, since the time was up.")
            continue
        try:
            time_eager_and_graph(mode, batch)
        except Exception as error:
            note(f"{mode} {batch}", error)
    for case in compiled:
        if time.perf_counter() > end:
            note(f"torch.compile {case.mode} {case.batch}", "left out, since the time was up.")
            continue
        try:
            report(case, "compile", case.step)
        except Exception as error:
            note(f"torch.compile {case.mode} {case.batch}", error)


main()
