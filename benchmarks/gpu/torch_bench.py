"""
PyTorch on the same card: products, then every model in every arithmetic, one process after the other.

The processes are started at once and compile (torch.compile) until the file --go appears, which holds the seconds there are for timing.
"""
import argparse
import json
import os
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ARITHMETICS = ("float32", "tf32", "bf16")


def products(out, sizes, device, end):
    import torch

    for size in sizes:
        for arithmetic in ARITHMETICS:
            if time.perf_counter() > end:
                return
            torch.backends.cuda.matmul.allow_tf32 = arithmetic == "tf32"
            kind = torch.bfloat16 if arithmetic == "bf16" else torch.float32
            a, b = (torch.rand((size, size), device=device).sub_(0.5).to(kind) for _ in range(2))
            for form, left, right in (("NN", a, b), ("TN", a.t(), b), ("NT", a, b.t())):
                ms = product_ms(torch, lambda: torch.mm(left, right), device)
                out(dict(kind="product", library="PyTorch", size=size, form=form, arithmetic=arithmetic, ms=ms, tflops=2 * size**3 / ms / 1e9))


def product_ms(torch, call, device):
    wait = torch.cuda.synchronize if device == "cuda" else lambda: None
    for _ in range(3):
        call()
    wait()
    times = []
    begin = time.perf_counter()
    while time.perf_counter() - begin < 0.15 or len(times) < 3:
        start = time.perf_counter()
        for _ in range(5):
            call()
        wait()
        times.append((time.perf_counter() - start) / 5 * 1e3)
    times.sort()
    return times[len(times) // 2]


class Child:
    """A process that has one model in one arithmetic."""

    def __init__(self, out, model, arithmetic, batches, device):
        self.name, self.out = f"{model} {arithmetic}", out
        environment = dict(os.environ, OMP_NUM_THREADS="1" if device == "cuda" else "2", TORCHINDUCTOR_COMPILE_THREADS="1")
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "torch_child.py"), model, arithmetic, batches, device], env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.ready, self.errors = threading.Event(), []
        threading.Thread(target=self.read, daemon=True).start()
        threading.Thread(target=lambda: self.errors.extend(self.process.stderr), daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            if not line.startswith("{"):
                continue
            found = json.loads(line)
            if found["kind"] == "ready":
                self.ready.set()
            else:
                self.out(found)
        self.ready.set()

    def end(self):
        self.process.kill()
        self.process.wait()

    def time(self, seconds):
        """Ends the process if it takes much longer than it was given: what it said by then is kept."""
        try:
            self.process.stdin.write(f"{seconds}\n")
            self.process.stdin.flush()
            self.process.wait(seconds + 10)
        except subprocess.TimeoutExpired:
            self.end()
            self.out(dict(kind="note", about=f"PyTorch {self.name}", text="ended, since the time was up."))
        except BrokenPipeError:
            self.process.wait()
        if self.process.returncode > 0:
            self.out(dict(kind="note", about=f"PyTorch {self.name}", text=" ".join("".join(self.errors).split())[-300:]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", required=True)
    parser.add_argument("--go", required=True)
    parser.add_argument("--models", default="mlp,lenet,resnet20,vgg")
    parser.add_argument("--batches", default="256,64,1024")
    parser.add_argument("--sizes", default="1024,2048,4096,8192")
    parser.add_argument("--cpu", action="store_true")
    options = parser.parse_args()
    device = "cpu" if options.cpu else "cuda"
    file, gate = open(options.out, "a"), threading.Lock()

    def out(line):
        with gate:
            file.write(json.dumps(line) + "\n")
            file.flush()

    children = [
        Child(out, model, arithmetic, options.batches, device) for model in options.models.split(",") for arithmetic in ARITHMETICS
        if device == "cuda" or arithmetic != "tf32"]
    while not os.path.exists(options.go):
        time.sleep(0.2)
    seconds = float(open(options.go).read())
    end = time.perf_counter() + seconds
    import torch

    out(dict(kind="torch", version=torch.__version__, device=torch.cuda.get_device_name() if device == "cuda" else "cpu"))
    products(out, [int(s) for s in options.sizes.split(",")], device, time.perf_counter() + seconds / 5)
    for i, child in enumerate(children):
        left = end - time.perf_counter()
        if left <= 0:
            out(dict(kind="note", about=f"PyTorch {child.name}", text="left out, since the time was up."))
            child.end()
            continue
        child.time(left / (len(children) - i))


main()
