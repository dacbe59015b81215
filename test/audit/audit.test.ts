/** Weights at rest, end to end. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fill, type Initializer, type WeightSpec } from "../../harness/contract/initializer.js";
import { matches } from "../../harness/contract/pattern.js";
import { encodeNpy } from "../../harness/weights/npy.js";
import * as catalogue from "../../initializers/index.js";
import { initializers } from "../../initializers/index.js";
import { initgate } from "../run.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-audit-"));

function save(name: string, initializer: Initializer, spec: WeightSpec): string {
  const path = join(folder, `${name}.npy`);
  writeFileSync(
    path,
    encodeNpy({ shape: spec.shape, dtype: "float32", data: fill(initializer, { ...spec, seed: 3 }) }),
  );
  return path;
}

const row = (csv: string, at = 1): string[] => csv.trim().split("\n")[at]!.split(",");

describe("without --as every tensor's initializer is found", () => {
  // constant's default is zeros, variance_scaling's is lecun_normal, and the others need a receptive field.
  const others = ["constant", "variance_scaling", "delta_orthogonal", "dirac"];
  const told = initializers.filter(({ name }) => !others.includes(name));
  test.each(told.map((initializer): [string, Initializer] => [initializer.name, initializer]))(
    "%s",
    (name, initializer) => {
      const run = initgate(["audit", save(name, initializer, { shape: [200, 300], layout: "io" })]);
      expect(run.stderr).toBe("");
      expect(run.file("audit.csv").split("\n")[0]).toMatch(
        /^file,tensor,shape,layout,dtype,best_fit,p_value,verdict,diagnosis/,
      );
      expect(row(run.file("audit.csv")).slice(1, 6)).toEqual([name, "200x300", "io", "float32", initializer.name]);
      // A matrix of one value breaks no symmetry: found, but a doubt unless it is claimed.
      expect(run.code).toBe(name === "zeros" || name === "ones" ? 2 : 0);
    },
  );
});

test("a scale or a place that nobody documents is a fit, and passes", () => {
  const path = save("odd", catalogue.randomUniform, { shape: [100, 300], params: { minval: 0, maxval: 0.7 } });
  const run = initgate(["audit", path]);
  expect(run.file("audit.csv")).toContain('"random_uniform(minval=0, maxval=0.700');
  expect(run.code).toBe(0);
});

test("what fits nothing is said to fit none, and held for doubt: it may be trained", () => {
  const spec = { shape: [100, 300] };
  const data = fill(catalogue.heNormal, { ...spec, seed: 3 }).map((x) => x ** 3);
  const path = join(folder, "cubes.npy");
  writeFileSync(path, encodeNpy({ ...spec, dtype: "float32", data }));
  const run = initgate(["audit", path]);
  expect(row(run.file("audit.csv"))[5]).toBe("none");
  expect(run.stdout).toContain("follows no law of the catalogue: heavy tails, as trained weights have");
  expect(run.code).toBe(2);
});

test("a contract is named for all tensors, or by pattern", () => {
  const he = save("he", catalogue.heNormal, { shape: [300, 500], layout: "io" });
  const glorot = save("glorot", catalogue.glorotUniform, { shape: [300, 500], layout: "io" });
  expect(initgate(["audit", he, "--as", "he_normal"]).code).toBe(0);
  expect(initgate(["audit", he, "--as", "keras:he_normal"]).code).toBe(1);
  expect(initgate(["audit", he, glorot, "--as", "gl*=glorot_uniform,he=he_normal"]).code).toBe(0);
  expect(initgate(["audit", he, "--as", "he_normal", "--layout", "oi"]).code).toBe(1);
});

describe("what cannot be read is one line and exit 2", () => {
  test("no such file", () => {
    const run = initgate(["audit", "/no/such/file.npz"]);
    expect(run.stderr).toBe("initgate: /no/such/file.npz: must be a readable file, got ENOENT, no such file\n");
    expect(run.code).toBe(2);
  });
  test("a file of something else", () => {
    const path = join(folder, "junk.npz");
    writeFileSync(path, "PK\x03\x04 this is no archive");
    const run = initgate(["audit", path]);
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
    expect(run.code).toBe(2);
  });
  test("an unknown contract", () => {
    const run = initgate(["audit", save("x", catalogue.zeros, { shape: [3] }), "--as", "nothing"]);
    expect(run.stderr).toMatch(/^initgate: initializer: must be the name of a contract, got nothing/);
    expect(run.code).toBe(2);
  });
});

test("patterns", () => {
  expect(matches("*", "anything")).toBe(true);
  expect(matches("conv*.weight", "conv1.weight")).toBe(true);
  expect(matches("conv*.weight", "conv1.bias")).toBe(false);
  expect(matches("a*a", "a")).toBe(false);
  expect(matches("*b*b*", "abcb")).toBe(true);
  expect(matches("exact", "exactly")).toBe(false);
});
