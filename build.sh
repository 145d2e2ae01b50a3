#!/usr/bin/env bash
# ./build.sh          builds and tests everything
# ./build.sh site     builds the documentation site into artifacts/site
# ./build.sh derive   regenerates what is derived: docs/ops.md, docs/rules/README.md, the rules of optimizers, and the independent values (needs PyTorch, SciPy and scikit-learn: PYTHON names the interpreter that has them)
set -euo pipefail
cd "$(dirname "$0")"
case "${1:-test}" in
    test)
        dotnet build DeepDsl.sln -c Release
        dotnet test DeepDsl.sln -c Release --no-build
        ;;
    derive)
        dotnet run -c Release --project tools/DocGen
        "${PYTHON:-python3}" tests/reference/ops.py
        "${PYTHON:-python3}" tests/reference/optimizers.py
        "${PYTHON:-python3}" tests/reference/schedules.py
        "${PYTHON:-python3}" tests/reference/metrics.py
        "${PYTHON:-python3}" tests/reference/augment.py
        "${PYTHON:-python3}" tests/reference/tuning.py
        "${PYTHON:-python3}" tests/reference/ensembles.py
        "${PYTHON:-python3}" tests/reference/features.py
        ;;
    site)
        tools/site.sh
        ;;
    *)
        echo "'$1' is not understood; ./build.sh, ./build.sh derive or ./build.sh site." >&2
        exit 2
        ;;
esac
