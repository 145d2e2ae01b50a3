"""Checks ONNX files that tests wrote with onnx's own checker and shape inference.

    DEEPDSL_ONNX="$PWD/files" dotnet test tests/DeepDsl.Onnx.Tests
    python3 tests/reference/onnx_check.py files

Files of operators that the installed onnx does not know are counted and left out.
"""
import pathlib
import sys

import onnx

newest = onnx.defs.onnx_opset_version()
checked, newer = 0, 0
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    model = onnx.load(str(file))
    if model.opset_import[0].version > newest:
        newer += 1
        continue
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    for said, found in zip(model.graph.output, inferred.graph.output):
        ranks = [len(value.type.tensor_type.shape.dim) for value in (said, found)]
        assert ranks[0] == ranks[1], f"{file.name}: {said.name} has {ranks[0]} axes, inferred {ranks[1]}"
    checked += 1
print(f"{checked} files are sound; {newer} have operators newer than {newest}")
