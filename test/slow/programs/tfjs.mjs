// TensorFlow.js as it is installed in the folder that is given, behind the subject protocol.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(join(resolve(process.argv[2]), "package.json"));
const tf = require("@tensorflow/tfjs");
tf.env().set("IS_TEST", true);
await tf.setBackend("cpu");

const FACTORIES = {
  glorot_normal: "glorotNormal",
  glorot_uniform: "glorotUniform",
  he_normal: "heNormal",
  he_uniform: "heUniform",
  lecun_normal: "leCunNormal",
  orthogonal: "orthogonal",
  random_normal: "randomNormal",
  random_uniform: "randomUniform",
  truncated_normal: "truncatedNormal",
  zeros: "zeros",
};

function npy(shape, values) {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`.padEnd(117);
  return Buffer.concat([
    Buffer.from([0x93]),
    Buffer.from("NUMPY\x01\x00v\x00", "latin1"),
    Buffer.from(`${header}\n`),
    Buffer.from(values.buffer),
  ]);
}

function answer({ id, initializer, shape, seed, params }) {
  const { bound: _, ...args } = params;
  try {
    const tensor = tf.initializers[FACTORIES[initializer]]({ ...args, seed }).apply(shape, "float32");
    const bytes = npy(shape, Float32Array.from(tensor.dataSync()));
    tensor.dispose();
    return bytes;
  } catch (error) {
    return `${JSON.stringify({ id, error: `unsupported: ${error.message.split("\n")[0]}` })}\n`;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  process.stdout.write(
    question.describe
      ? `${JSON.stringify({ name: "tfjs", version: tf.version.tfjs, layout: "io,hwio", initializers: Object.keys(FACTORIES) })}\n`
      : answer(question),
  );
}
