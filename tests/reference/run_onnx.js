// Runs ONNX files by the package onnxruntime-node, which lies in the folder that is named first; then come files of cases: each has the file
// of a model and its inputs. Writes a line of outputs for each.
const fs = require("fs");
const path = require("path");

const [folder, ...cases] = process.argv.slice(2);
const ort = require(path.join(folder, "node_modules", "onnxruntime-node"));
const arrays = { float32: Float32Array.from.bind(Float32Array), int32: Int32Array.from.bind(Int32Array) };

async function main() {
  for (const file of cases) {
    const { model, inputs } = JSON.parse(fs.readFileSync(file, "utf8"));
    const session = await ort.InferenceSession.create(model);
    const feeds = {};
    for (const [name, { type, shape, values }] of Object.entries(inputs)) {
      feeds[name] = new ort.Tensor(type, arrays[type](values), shape);
    }
    const outputs = {};
    for (const [name, tensor] of Object.entries(await session.run(feeds))) {
      outputs[name] = { shape: tensor.dims, values: Array.from(tensor.data) };
    }
    console.log(JSON.stringify(outputs));
  }
}

main().catch(error => {
  console.error(error.stack);
  process.exit(1);
});
