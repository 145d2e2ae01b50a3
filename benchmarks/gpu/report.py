"""The lines of JSON that the parts of a run left, as results.json and results.md. Exit code 1 where something was wrong."""
import glob
import json
import os
import sys

FOLDER, SECONDS = sys.argv[1], int(sys.argv[2])
SHOWN = 10
WAYS = ("eager", "compile", "graph")
ARITHMETICS = ("float32", "tf32", "bf16")


def read():
    lines = []
    for path in sorted(glob.glob(os.path.join(FOLDER, "*.jsonl"))):
        for text in open(path):
            try:
                lines.append(json.loads(text))
            except ValueError:
                lines.append(dict(kind="note", about=os.path.basename(path), text=f"a line that is no JSON: {text[:80]!r}"))
    return lines


def of(lines, kind, **wanted):
    return [line for line in lines if line["kind"] == kind and all(line.get(k) == v for k, v in wanted.items())]


def number(value):
    return "" if value is None else f"{value:.3f}" if value < 10 else f"{value:.1f}"


def least(lines):
    return min((line["ms"] for line in lines), default=None)


def table(head, rows):
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(row) + " |" for row in rows), ""]


def device(lines):
    text = []
    for line in of(lines, "device"):
        text.append(f"{line['name']} ({line['type']}), {line['multiprocessors']} multiprocessors, {line.get('clock_mhz')} MHz.")
    for line in of(lines, "torch"):
        text.append(f"PyTorch {line['version']} on {line['device']}.")
    return [" ".join(text), ""]


def peak(lines):
    """Of 32-bit multiply-adds, in TFLOP/s: 128 lanes a multiprocessor and cycle."""
    cards = [line for line in of(lines, "device") if line.get("clock_mhz")]
    return cards[0]["multiprocessors"] * 128 * 2 * cards[0]["clock_mhz"] / 1e6 if cards else None


def products(lines):
    found = of(lines, "product")
    rows = []
    for size, arithmetic, form in sorted({(p["size"], ARITHMETICS.index(p["arithmetic"]), p["form"]) for p in found}):
        arithmetic = ARITHMETICS[arithmetic]
        ours, theirs = (
            next((p["tflops"] for p in of(found, "product", library=library, size=size, arithmetic=arithmetic, form=form)), None)
            for library in ("DeepDsl", "PyTorch"))
        top = peak(lines) if arithmetic == "float32" else None
        rows.append([str(size), form, arithmetic, number(ours), number(theirs), f"{ours / theirs:.0%}" if ours and theirs else "",
                     f"{ours / top:.0%}" if ours and top else ""])
    return ["## Square products, TFLOP/s", "", *table(["size", "form", "arithmetic", "DeepDsl", "cuBLAS", "of cuBLAS", "of the peak"], rows)]


def models(lines):
    found = of(lines, "model")
    names = list(dict.fromkeys(m["model"] for m in found))
    rows = []
    for name in names:
        for mode in ("train", "infer"):
            for batch in sorted({m["batch"] for m in found}):
                for arithmetic in ARITHMETICS:
                    case = dict(model=name, batch=batch, arithmetic=arithmetic)
                    ours = least(of(found, "model", library="DeepDsl", mode=mode, **case))
                    fit = least(of(found, "model", library="DeepDsl", mode="fit", **case)) if mode == "train" else None
                    programs = least(of(found, "model", library="DeepDsl", mode=mode + " programs", **case))
                    theirs = [least(of(found, "model", library="PyTorch", mode=mode, way=way, **case)) for way in WAYS]
                    if ours is None and all(t is None for t in theirs):
                        continue
                    ratio = f"{theirs[0] / ours:.2f}" if ours and theirs[0] else ""
                    rows.append([name, mode, str(batch), arithmetic, number(ours), number(fit), number(programs), *map(number, theirs), ratio])
    head = ["model", "mode", "batch", "arithmetic", "DeepDsl", "its Fit", "its launches alone", "PyTorch eager", "torch.compile", "CUDA graph", "eager / DeepDsl"]
    return ["## Models, ms", "", *table(head, rows)]


def conformance(lines):
    text = ["## Conformance", ""]
    for line in of(lines, "conformance"):
        text += [f"{line['passed']} passed, {line['failed']} failed, {line['left']} not run, in {line['seconds']} s.", ""]
    failures = [f"`{c['name']}`: {c['failure']}" for c in of(lines, "case") if c["failure"]]
    failures += [f"{c['about']}: {json.dumps({k: v for k, v in c.items() if k not in ('kind', 'about', 'ok')})}" for c in of(lines, "check") if not c["ok"]]
    checks = of(lines, "check")
    text += [f"{sum(c['ok'] for c in checks)} of {len(checks)} checks of what was timed hold.", ""] if checks else []
    return text + bullets(failures)


def kernels(lines):
    found = of(lines, "kernel")
    rows = [
        [f"`{k['name']}`", str(k["live"]), str(k.get("registers", "")), str(k.get("spill_bytes", "")), str(k.get("shared", "")), str(k.get("failure") or "")]
        for k in sorted(found, key=lambda k: -(k.get("registers") or k["live"]))[:SHOWN]]
    spilling = sum(bool(k.get("spill_bytes")) for k in found)
    head = ["kernel", "live by the text", "registers by ptxas", "bytes spilled", "bytes shared", "failure"]
    return [
        "## Kernels", "", f"{len(found)} kernels, {spilling} of them spill, {sum(bool(k.get('failure')) for k in found)} don't assemble. "
        "The largest:", "", *table(head, rows)] if found else []


def bullets(items):
    more = [f"- and {len(items) - SHOWN:,} more in results.json"] if len(items) > SHOWN else []
    return [*(f"- {item}" for item in items[:SHOWN]), *more, ""]


def main():
    lines = read()
    card = os.path.join(FOLDER, "card.txt")
    notes = [f"{n['about']}: {n['text']}" for n in of(lines, "note")]
    text = [
        "# GPU results", "", *([open(card).read().strip() + ".", ""] if os.path.exists(card) else []), *device(lines),
        f"The run took {SECONDS} s.", "", *conformance(lines), *products(lines), *models(lines), *kernels(lines), "## Notes", "", *bullets(notes)]
    with open(os.path.join(FOLDER, "results.json"), "w") as file:
        json.dump(dict(seconds=SECONDS, lines=lines), file, indent=0)
    with open(os.path.join(FOLDER, "results.md"), "w") as file:
        file.write("\n".join(text))
    print("\n".join(text))
    wrong = any(not c["ok"] for c in of(lines, "check")) or any(c["failure"] for c in of(lines, "case"))
    sys.exit(1 if wrong or not of(lines, "conformance") else 0)


main()
