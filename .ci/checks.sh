# What .ci/run and .ci/nightly share; to be sourced in the repository's root with "out" set to the folder for logs.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
rm -rf "$out"
mkdir -p "$out"
passed=0
failed=0
settings="Default"
filter=""

# check NAME COMMAND...: one check of this script's own.
check() {
    local name="$1" start=$SECONDS
    shift
    if "$@"; then
        passed=$((passed + 1))
        echo "ok      $name ($((SECONDS - start)) s)"
    else
        failed=$((failed + 1))
        echo "FAILED  $name ($((SECONDS - start)) s)"
    fi
}

# The compiler for publishing ahead of time is a package that only such a project restores; the test that publishes looks whether it is there.
restore_native_compiler() {
    local folder
    folder="$(mktemp -d)"
    cat >"$folder/probe.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><PublishAot>true</PublishAot></PropertyGroup>
</Project>
XML
    timeout 180 dotnet restore "$folder/probe.csproj" --use-current-runtime >"$out/native.log" 2>&1 ||
        echo "ahead of time: not tested (its compiler could not be restored here)"
    rm -rf "$folder"
}

# Pages are looked at in a browser. Where there is none, and this may install one, it does; else the tests that need one skip, and say so.
install_chromium() {
    local name
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null && return
    done
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        { timeout 300 apt-get update && timeout 600 apt-get install -y --no-install-recommends chromium; } >"$out/chromium.log" 2>&1 && return
    fi
    echo "pages in a browser: not tested (there is no chromium, and it could not be installed here)"
}

# with_compile_server COMMAND...: one process compiles all projects, as the SDK does by default, which halves the time, and ends with the
# command: packages of tests bring the same analyzers again.
with_compile_server() {
    local -x UseSharedCompilation=true
    "$@"
    local status=$?
    dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1
    return $status
}

# The README's command, which builds what it tests.
test_command() {
    local start=$SECONDS
    dotnet test -c Release --logger "trx;LogFilePrefix=tests" --results-directory "$out/tests" >"$out/tests.log" 2>&1
    local status=$?
    grep -E "^(Passed!|Failed!)|\[FAIL\]|Runs on |: error |: warning " "$out/tests.log" | sort -u | head -n 60
    add_results "$out/tests"
    echo "the test command took $((SECONDS - start)) s, build included; it should take five minutes on two slow cores"
    [ "$status" -eq 0 ] && ! grep -q ": warning " "$out/tests.log" && [ $((SECONDS - start)) -lt 900 ]
}

# Style, and rules on what is no part of a package, which the test command leaves out for speed; and the benchmarks of a GPU, whose models
# take a quarter of the time that the rest takes, so that the solution's release leaves them out.
build_strictly() {
    strictly DeepDsl.sln --no-incremental && strictly benchmarks/DeepDsl.Benchmarks && strictly benchmarks/gpu/DeepDsl.GpuBenchmarks
}

strictly() {
    local log="$out/build-$(basename "$1").log"
    dotnet build "$@" -c Release -warnaserror -p:Strict=true 2>&1 | tee "$log" | tail -n 5
    [ "${PIPESTATUS[0]}" -eq 0 ] && grep -q "^ *0 Warning(s)" "$log"
}

# The packages and no other, without a warning.
pack() {
    if ! dotnet pack DeepDsl.sln -c Release --no-build -warnaserror -o "$out/packages" >"$out/pack.log" 2>&1; then
        tail -n 20 "$out/pack.log"
        return 1
    fi
    ls "$out/packages"
    [ "$(ls "$out/packages" | sed 's/[.][0-9].*//' | sort -u | tr '\n' ' ')" = "DeepDsl DeepDsl.AspNetCore DeepDsl.Dashboard DeepDsl.Extensions.AI DeepDsl.Extensions.Logging DeepDsl.Gpu DeepDsl.Images DeepDsl.Keras DeepDsl.ML DeepDsl.Models DeepDsl.Onnx DeepDsl.Parquet DeepDsl.Report DeepDsl.Templates DeepDsl.TensorBoard DeepDsl.Text DeepDsl.Tool " ]
}

# Adds the counts in the result files of a folder; a project that died before it wrote one shows in the exit status alone.
add_results() {
    local file counters
    for file in "$1"/*.trx; do
        [ -f "$file" ] || continue
        counters="$(grep -o '<Counters [^>]*>' "$file" | head -n 1)"
        passed=$((passed + $(sed -n 's/.* passed="\([0-9]*\)".*/\1/p' <<<"$counters")))
        failed=$((failed + $(sed -n 's/.* failed="\([0-9]*\)".*/\1/p' <<<"$counters")))
    done
}

# run_tests NAME PROJECT [VARIABLE=VALUE...]: a test run with result files of its own, as "settings" and "filter" say.
run_tests() {
    local name="$1" target="$2" results="$out/$1"
    shift 2
    env "$@" dotnet test "$target" -c Release --no-build --settings "tests/$settings.runsettings" ${filter:+--filter "$filter"} \
        --logger "trx;LogFilePrefix=$name" --results-directory "$results" 2>&1 |
        tee "$out/$name.log" | { grep -E "^(Passed!|Failed!)|\[FAIL\]|Runs on |error" || true; }
    local status="${PIPESTATUS[0]}"
    add_results "$results"
    # A filter that matches nothing ends well, too.
    [ "$status" -eq 0 ] && ! grep -q "No test matches" "$out/$name.log"
}

sample_xor() {
    dotnet run -c Release --no-build --project samples/Xor >"$out/xor.log" || return 1
    cat "$out/xor.log"
    # 0 xor 1 and 1 xor 0 above one half, the others below.
    awk '/ = / { right += ($1 == $3) ? ($5 < 0.5) : ($5 > 0.5) } END { exit right == 4 ? 0 : 1 }' "$out/xor.log"
}

# sample_reaches SAMPLE SEED MEASURE LEAST [OPTION...]: its last line is MEASURE and a number of at least LEAST, and no advice is given, since
# the samples are sound.
sample_reaches() {
    local sample="$1" seed="$2" measure="$3" least="$4" start=$SECONDS
    shift 4
    dotnet run -c Release --no-build --project "samples/$sample" -- --seed "$seed" "$@" >"$out/$sample-$seed.log" || return 1
    local last
    last="$(tail -n 1 "$out/$sample-$seed.log")"
    echo "seed $seed: $last in $((SECONDS - start)) s"
    ! grep "^advice: " "$out/$sample-$seed.log" || return 1
    awk -v measure="$measure " -v least="$least" '
        index($0, measure) == 1 && substr($0, length(measure) + 1) + 0 >= least { found = 1 } END { exit !found }' <<<"$last"
}

# made_papers FOLDER: papers in the format of Cora, with words and citations that their subjects make likely.
made_papers() {
    mkdir -p "$1"
    awk -v folder="$1" 'BEGIN {
        srand(1)
        split("Case_Based Genetic_Algorithms Neural_Networks Probabilistic_Methods Reinforcement_Learning Rule_Learning Theory", subjects)
        for (paper = 1; paper <= 1800; paper++) {
            subject = paper % 7 + 1
            split("", has)
            for (i = 0; i < 18; i++) has[rand() < 0.2 ? subject * 60 + int(rand() * 60) : 1 + int(rand() * 1433)] = 1
            line = "made" paper
            for (word = 1; word <= 1433; word++) line = line "\t" (word in has ? 1 : 0)
            print line "\t" subjects[subject] >(folder "/cora.content")
            # A paper cites two others, most often of its own subject.
            for (i = 0; i < 2 && paper > 14; i++) {
                other = 1 + int(rand() * (paper - 1))
                if (rand() < 0.7) other = other - (other - paper) % 7 - 7
                if (other > 0) print "made" other "\tmade" paper >(folder "/cora.cites")
            }
        }
    }'
}

# Cora itself is not at hand. Of these papers, who knows the words but not the citations finds 0.55.
sample_cora() {
    made_papers "$out/cora" && sample_reaches GraphNet 1 accuracy 0.8 --cora "$out/cora"
}

# What the autoencoder restores must be nearer to the clean images than what a filter does, by a third; what the GAN makes must be nearer to
# real images than formless ones are, by four tenths of the way, and of all classes.
sample_pictures() {
    dotnet run -c Release --no-build --project samples/Autoencoder -- --epochs 10 --out "$out/autoencoder.png" >"$out/pictures.log" || return 1
    dotnet run -c Release --no-build --project samples/Gan -- --steps 600 --out "$out/gan.png" >>"$out/pictures.log" || return 1
    ! grep "^advice: " "$out/pictures.log" || return 1
    awk '/^mean squared error/ { print; restored = $9 + 0 > 0 && $9 + 0 <= ($7 + 0) / 1.5 }
        /^mean distance/ { print; near = $13 - $11 <= 0.6 * ($15 - $11) }
        /by class/ { print; classes = 0; for (i = NF - 9; i <= NF; i++) classes += $i >= 10 }
        END { exit restored && near && classes == 10 ? 0 : 1 }' "$out/pictures.log"
}

# Pretraining must add a tenth to the accuracy from scratch, and be ahead of views of the labelled images by half of that.
sample_pretraining() {
    dotnet run -c Release --no-build --project samples/SelfSupervised >"$out/pretraining.log" || return 1
    tail -n 3 "$out/pretraining.log" |
        awk '{ print; mean[NR] = $1 } END { exit mean[3] >= mean[1] + 0.1 && mean[3] >= mean[2] + 0.05 ? 0 : 1 }'
}

sample_transfer() {
    dotnet run -c Release --no-build --project samples/Transfer >"$out/transfer.log" || return 1
    tail -n 3 "$out/transfer.log" |
        awk '{ print; mean[NR] = $1 } END { exit mean[2] >= mean[1] + 0.02 && mean[3] >= mean[1] + 0.02 ? 0 : 1 }'
}

# sample_gpt SEED STEPS MOST: what it ends with, of which MOST is the largest that will do.
sample_gpt() {
    local seed="$1" steps="$2" most="$3" start=$SECONDS
    dotnet run -c Release --no-build --project samples/TinyGpt -- --seed "$seed" --steps "$steps" >"$out/gpt-$seed.log" || return 1
    local last
    last="$(tail -n 1 "$out/gpt-$seed.log")"
    echo "seed $seed: $last after $steps steps in $((SECONDS - start)) s"
    awk -v most="$most" '$1 == "validation" && $2 == "loss" && $3 <= most { found = 1 } END { exit !found }' <<<"$last"
}

# After three epochs the first digit, a zero, must be one, and the server must end when it is told to.
sample_server() {
    local url="http://127.0.0.1:5081" digit
    command -v curl >/dev/null || { echo "curl is missing"; return 1; }
    rm -f "$out/digits.safetensors"
    samples/Server/bin/Release/net10.0/Server --urls "$url" --file "$out/digits.safetensors" --epochs 3 >"$out/server.log" 2>&1 &
    local server=$!
    for _ in $(seq 1 120); do
        curl -sf "$url/health" >/dev/null && break
        sleep 1
    done
    digit="$(gzip -dc samples/Digits/data/digits.csv.gz | head -n 1 | tr ',' '\n' | head -n 64 | awk '{ printf "%s%s", (NR > 1 ? "," : "["), $1 / 16 } END { print "]" }')"
    curl -s "$url/predict" -H "Content-Type: application/json" -d "$digit" | tee "$out/answer.json"
    echo
    kill "$server"
    wait "$server" && grep -q '^{"label":0,' "$out/answer.json"
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}
