#!/usr/bin/env bash
# run.sh [--emulate] [FOLDER]   conformance, timings, and PyTorch on the same card; results.json and results.md in FOLDER.
# Runs from the published folder (README.md says how to make it). --emulate tries it on a machine without a card, at tiny sizes.
set -uo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
emulate=""
if [ "${1:-}" = "--emulate" ]; then
    emulate="--emulate"
    shift
fi
out="${1:-$here/results}"
program="$here/DeepDsl.GpuBenchmarks"
python="${PYTHON:-python3}"
total=440
begin=$SECONDS

rm -rf "$out"
mkdir -p "$out"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"; kill $(jobs -p) 2>/dev/null' EXIT
chmod +x "$program" 2>/dev/null

export HOME="${HOME:-$scratch}" PATH="${PATH:-/usr/local/bin:/usr/bin:/bin}:/usr/local/cuda/bin"
export PYTHONDONTWRITEBYTECODE=1 TORCHINDUCTOR_CACHE_DIR="$scratch/inductor" TRITON_CACHE_DIR="$scratch/triton"
export CUDA_CACHE_PATH="$scratch/cuda" CUDA_CACHE_MAXSIZE=1073741824 DOTNET_TieredPGO=0

# ILGPU loads libcuda.so; drivers without a toolkit bring libcuda.so.1 alone.
for library in $(ldconfig -p 2>/dev/null | awk '/libcuda[.]so/ { print $NF }') /usr/local/nvidia/lib64/libcuda.so.1 \
    /usr/lib/x86_64-linux-gnu/libcuda.so.1 /usr/lib64/libcuda.so.1 /usr/lib/wsl/lib/libcuda.so.1; do
    if [ -e "$library" ]; then
        ln -s "$library" "$scratch/libcuda.so"
        export LD_LIBRARY_PATH="$scratch:$(dirname "$library")${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
        break
    fi
done

note() {
    echo "$1: $2"
    printf '{"kind":"note","about":"%s","text":"%s"}\n' "$1" "$2" >>"$out/script.jsonl"
}

# part NAME SECONDS COMMAND...: a part of the run with a log of its own, ended if it takes much longer than it was told to.
part() {
    local name="$1" seconds="$2" start=$SECONDS status
    shift 2
    timeout -k 5 $((seconds + 25)) "$@" 2>&1 | tee "$out/$name.log" | tail -n 40
    status="${PIPESTATUS[0]}"
    [ "$status" -eq 124 ] && note "$name" "was ended after $((SECONDS - start)) s."
    [ "$status" -gt 124 ] && note "$name" "died with exit code $status."
    echo "-- $name: $((SECONDS - start)) s, $((SECONDS - begin)) s in all"
    return "$status"
}

# deepdsl NAME SECONDS COMMAND...: a part by our own program, cut to what is left of the whole.
deepdsl() {
    local name="$1" seconds="$2" command="$3" left=$((total - SECONDS + begin))
    shift 3
    if [ "$left" -lt 10 ]; then
        note "$name" "left out, since the time was up."
        return 1
    fi
    seconds=$((seconds < left ? seconds : left))
    part "$name" "$seconds" "$program" "$command" --out "$out/$name.jsonl" --seconds "$seconds" $emulate "$@"
}

command -v nvidia-smi >/dev/null && nvidia-smi --query-gpu=name,driver_version,clocks.max.sm,memory.total --format=csv,noheader | tee "$out/card.txt"
has_device=yes
deepdsl device 20 device || { has_device=""; note "device" "DeepDsl found none, so that its parts are left out."; }

# While the card is busy with conformance, where nothing is timed, PyTorch compiles and ptxas assembles.
torch=""
if "$python" -c "import torch" 2>"$out/torch.log"; then
    if [ -n "$emulate" ]; then
        "$python" "$here/torch_bench.py" --out "$out/torch.jsonl" --go "$scratch/go" --cpu --models mlp,lenet --batches 2 --sizes 64 2>"$out/torch.log" &
    else
        "$python" "$here/torch_bench.py" --out "$out/torch.jsonl" --go "$scratch/go" 2>"$out/torch.log" &
    fi
    torch=$!
else
    note "PyTorch" "$python has none, so that its part is left out."
fi

if [ -n "$emulate" ]; then
    deepdsl conformance 40 conformance --workers 2 --only Dense
    deepdsl kernels 20 kernels
    deepdsl products 20 products
    deepdsl mlp 30 models --models mlp
elif [ -n "$has_device" ]; then
    workers=$(($(nproc) / 2))
    deepdsl kernels 140 kernels >"$scratch/kernels.txt" &
    kernels=$!
    deepdsl conformance 150 conformance --workers $((workers < 1 ? 1 : workers > 8 ? 8 : workers))
    wait "$kernels"
    cat "$scratch/kernels.txt"
    deepdsl products 45 products
    deepdsl mlp 20 models --models mlp
    deepdsl lenet 20 models --models lenet
    deepdsl resnet20 40 models --models resnet20
    deepdsl vgg 40 models --models vgg
fi

if [ -n "$torch" ]; then
    seconds=$([ -n "$emulate" ] && echo 30 || echo $((total - SECONDS + begin)))
    seconds=$((seconds < 10 ? 10 : seconds))
    echo "$seconds" >"$scratch/go.new"
    mv "$scratch/go.new" "$scratch/go"
    (sleep $((seconds + 25)); kill "$torch" 2>/dev/null) &
    killer=$!
    wait "$torch"
    kill "$killer" 2>/dev/null
    echo "-- PyTorch: $((SECONDS - begin)) s in all"
fi

"$python" "$here/report.py" "$out" $((SECONDS - begin))
