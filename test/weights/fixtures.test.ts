/** Files made by the real libraries, read back entry by entry as they read them; what cannot be judged says what it is. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openWeights } from "../../harness/weights/openWeights.js";
import { FIXTURES, heldByLibrary, heldByUs, madeFiles } from "./fixtureFiles.js";

/** What is in them that is no tensor of a known dtype. */
const OTHERS: Readonly<Record<string, readonly RegExp[]>> = {
  "gguf/model.gguf": [
    /^q8: gguf: type must be .*, got Q8_0, a quantized weight: audit the weights that it was made from$/,
  ],
  "h5/plain.h5": [/^away: h5: must lie in its file, got a link to elsewhere.h5/],
};

describe("reads what the library reads", () => {
  const files = madeFiles(FIXTURES);
  test("there are files of every format", () => {
    expect(new Set(files.map((name) => name.split("/")[0]))).toEqual(
      new Set(["flax", "gguf", "h5", "keras", "numpy", "onnx", "sharded", "tfjs", "torch"]),
    );
  });
  test.each(files)("%s", async (name) => {
    const library = heldByLibrary(join(FIXTURES, name));
    const { pieces, others, ...ours } = await heldByUs(join(FIXTURES, name));
    const patterns = OTHERS[name] ?? [];
    expect(ours).toEqual({ tensors: library.tensors, integers: library.integers });
    expect(Object.entries(pieces).map(([tensor, count]) => [tensor, count])).toEqual(
      Object.entries(ours.tensors).map(([tensor, { values }]) => [tensor, values.length]),
    );
    expect(others).toHaveLength(patterns.length);
    for (const pattern of patterns) expect(others).toContainEqual(expect.stringMatching(pattern));
  });
});

describe("leaves out an optimizer's state, and says so", () => {
  test.each([
    ["torch/state.pt", "left out, being an optimizer's state: optimizer"],
    ["torch/legacy.pth", "left out, being an optimizer's state: optimizer"],
    ["flax/params.msgpack", "left out, being an optimizer's state: opt_state"],
  ])("%s", async (name, note) => {
    const weights = await openWeights(join(FIXTURES, name));
    expect(weights.notes).toEqual([note]);
    await weights.close();
  });
});

describe("says what a file of PyTorch's is that is no state dict", () => {
  test.each([
    [
      "torch/module.pt",
      /pytorch: must hold tensors in dicts and lists, got torch\.nn\.modules\.linear\.Linear, which is/,
    ],
    [
      "torch/module.pth",
      /pytorch: must hold tensors in dicts and lists, got torch\.nn\.modules\.linear\.Linear, which is/,
    ],
    ["torch/script.pt", /pytorch: must hold tensors, got a TorchScript program: save its state_dict/],
  ])("%s", async (name, message) => {
    await expect(openWeights(join(FIXTURES, name))).rejects.toThrow(message);
  });

  test("torch/odd.pt", async () => {
    const { others, tensors } = await heldByUs(join(FIXTURES, "torch/odd.pt"));
    expect(tensors).toEqual({});
    expect(others).toEqual([
      "w: pytorch: must hold plain tensors, got a quantized tensor: dequantize it before it is saved",
      "s: pytorch: must hold plain tensors, got a sparse tensor: save it with .to_dense()",
      "x: pytorch: view: must not use an entry twice, got 6 entries of 2",
    ]);
  });
});
