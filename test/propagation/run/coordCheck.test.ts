/** The coordinate check: powers of the width, planted and of real networks. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { normalsOf } from "../../../harness/propagation/network/normals.js";
import { coordinateChecks } from "../../../harness/propagation/run/coordinates.js";
import type { PropagationCurve } from "../../../harness/record/index.js";
import { encodeNpy } from "../../../harness/weights/npy.js";
import { propagate } from "../../../index.js";
import { curveRecord } from "../../reports/records.js";
import { initgate } from "../../run.js";
import { zipOf } from "../../weights/zipOf.js";

const WIDTHS = [64, 128, 512];

/** Curves whose ln q is a power of the width at every layer, and whose prediction is another. */
function planted(
  exponent: (layer: number) => number | null,
  predicted: number | null,
  inside: PropagationCurve["inside"] = "pass",
): PropagationCurve[] {
  return WIDTHS.map((width) => {
    const { key, rows, ...rest } = curveRecord(inside, null);
    const times = (power: number | null): number | null => (power === null ? null : 2 + power * Math.log(width));
    const of = rows.map((row) => ({
      ...{ ...row, logQ: times(exponent(row.layer)), predictedLogQ: times(predicted), meanFieldLogQ: null },
    }));
    return { ...rest, key: { ...key, width: String(width) }, rows: of };
  });
}

describe("planted powers", () => {
  test("are found at every layer", () => {
    const [check, ...others] = coordinateChecks(planted((layer) => layer, 1));
    expect(others).toEqual([]);
    expect(check!.key.width).toBe("64,128,512");
    for (const row of check!.rows) {
      expect(row.exponent).toBeCloseTo(row.layer, 12);
      expect(row.predictedExponent).toBeCloseTo(1, 12);
      expect(row.meanFieldExponent).toBeNull();
    }
  });
  test("the error is that of a least-squares slope", () => {
    const logs = WIDTHS.map(Math.log);
    const center = (logs[0]! + logs[1]! + logs[2]!) / 3;
    const square = logs.reduce((sum, log) => sum + (log - center) ** 2, 0);
    // Standard deviations of 0.1 over 20 networks.
    expect(coordinateChecks(planted(() => 1, 1))[0]!.rows[0]!.exponentError).toBeCloseTo(
      Math.sqrt(0.1 ** 2 / 20 / square),
      12,
    );
  });
  test.each([
    ["level", planted(() => 0.3, 0)],
    ["grows with width", planted(() => 1, 1)],
    ["shrinks with width", planted(() => -1, -1)],
    // Networks that do not follow their contract are judged by what they do.
    ["shrinks with width", planted(() => -1, 0, "fail")],
    ["undetermined", planted((layer) => (layer === 3 ? null : 0), null)],
    ["undetermined", planted(() => Number.NaN, Number.NaN, "fail")],
  ])("%s", (verdict, curves) => expect(coordinateChecks(curves)[0]!.verdict).toBe(verdict));
  test("curves that differ in more than their width are not compared", () => {
    const [one, two] = [planted(() => 0, 0), planted(() => 1, 1)];
    const other = two.map((curve) => ({ ...curve, key: { ...curve.key, activation: "tanh" } }));
    expect(coordinateChecks([...one, ...other]).map(({ verdict }) => verdict)).toEqual(["level", "grows with width"]);
  });
});

describe("real networks", () => {
  const depth = 4;
  const options = { widths: [32, 64, 128], depths: [depth], nets: 8, threads: 1, coordCheck: true };
  test("He's do not depend on the width; a fixed standard deviation is a power of it, of one a layer", async () => {
    const { coordinates, curves } = await propagate({ ...options, initializers: ["he_normal", "random_normal"] });
    expect(curves.map(({ inside }) => inside)).toEqual(new Array(6).fill("pass"));
    const [he, fixed] = coordinates!;
    expect([he!.verdict, fixed!.verdict]).toEqual(["level", "grows with width"]);
    for (const { layer, direction, exponent, exponentError, predictedExponent, meanFieldExponent } of fixed!.rows) {
      expect(meanFieldExponent).toBeCloseTo(direction === "forward" ? layer : depth - layer, 9);
      expect(Math.abs(exponent! - predictedExponent!)).toBeLessThanOrEqual(5 * exponentError!);
    }
    for (const { meanFieldExponent } of he!.rows) expect(meanFieldExponent).toBeCloseTo(0, 9);
  });
  test("of every architecture", async () => {
    const { coordinates } = await propagate({ ...options, architecture: "pre_layer_norm" });
    expect(coordinates!.map(({ key, verdict }) => [key.architecture, verdict])).toEqual([["pre_layer_norm", "level"]]);
  });
  test("a record has none unless asked", async () => {
    expect(await propagate({ ...options, coordCheck: false, nets: 2 })).not.toHaveProperty("coordinates");
  });
  test.each([
    [{ widths: ["8-16", "32"] }, "width: must be one number for each network for coord-check, got 8-16"],
    [{ widths: [64] }, "width: must be two or more different ones for coord-check, got 64"],
    [{ widths: [64, 64, 32] }, "width: must be two or more different ones for coord-check, got 64,64,32"],
    [{ weights: ["a.npz"] }, "coord-check: must be of networks that are drawn"],
  ])("%j is refused", async (more, message) => {
    await expect(propagate({ ...options, ...more })).rejects.toThrow(message);
  });
});

test("the program writes a table, a page and a block of text", () => {
  const run = initgate([
    "propagate",
    "--coord-check",
    "--depth",
    "3",
    "--nets",
    "3",
    "--reporter",
    "csv,html,markdown",
  ]);
  expect([run.stderr, run.code]).toEqual(["", 0]);
  expect(run.stdout).toContain("coordinate check: width 64,128,256,512, depth 3, 3 networks\nhe_normal  relu  level\n");
  expect(run.file("propagation-widths.csv")).toMatch(
    /^initializer,activation,architecture,widths,depth,nets,seed,layer,direction,exponent,exponent_error,predicted_exponent,mean_field_exponent,verdict,/,
  );
  expect(run.file("propagation-widths.csv").trim().split("\n")).toHaveLength(1 + 2 * 3);
  expect(run.file("propagation-widths.csv")).not.toMatch(/NaN|Infinity/);
  expect(run.file("report.html")).toContain("From width to width");
  expect(run.file("summary.md")).toContain(
    "Coordinate check of he_normal relu width 64,128,256,512, depth 3: **level**. q \\~ n^0 at layer 1",
  );
});

test("weights at rest have no other width", () => {
  const { code, stderr } = initgate(["propagate", "--coord-check", "--weights", "a.npz"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^initgate: .*--coord-check.*--weights.*\n$/);
});

describe("networks before and after training", () => {
  const folder = mkdtempSync(join(tmpdir(), "initgate-widths-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Two networks a width, whose layers change by a power of it; a last layer of ten units. */
  function files(power: number, widths = [32, 64, 128, 256]): { before: string[]; after: string[] } {
    const own = mkdtempSync(join(folder, "of-"));
    const path = (moment: string, width: number, seed: number): string => join(own, `${moment}_${width}_${seed}.npz`);
    const each = widths.flatMap((width) => [0, 1].map((seed) => [width, seed] as const));
    for (const [width, seed] of each) {
      const layers = [width, width, 10].map((units, l) => ({ name: `layer.${l + 1}.forward`, units }));
      const before = layers.map(({ name, units }) => normalsOf(seed, `${name} ${width}`, 4 * units));
      const after = layers.map(({ name, units }, l) => {
        const change = normalsOf(seed, `${name} ${width} change`, 4 * units);
        return before[l]!.map((z, i) => z + 0.1 * width ** (power / 2) * change[i]!);
      });
      for (const [moment, arrays] of [
        ["before", before],
        ["after", after],
      ] as const) {
        const entries = layers.map(({ name, units }, l) => ({
          name: `${name}.npy`,
          content: encodeNpy({ shape: [4, units], dtype: "float32", data: Float32Array.from(arrays[l]!) }),
        }));
        writeFileSync(path(moment, width, seed), zipOf(entries));
      }
    }
    const of = (moment: string): string[] => each.map(([width, seed]) => path(moment, width, seed));
    return { before: of("before"), after: of("after") };
  }
  const check = async (power: number) => {
    const { before, after } = files(power);
    const { coordinates } = await propagate({ coordCheck: true, activationDumps: before, afterDumps: after });
    return coordinates![0]!;
  };

  test.each([
    [0, "pass", "level"],
    [1, "fail", "grows with width"],
    [-1, "fail", "shrinks with width"],
    [0.5, "undetermined", "undetermined"],
  ] as const)("a change ~ n^%d: %s, %s", async (power, judged, verdict) => {
    const found = await check(power);
    expect([found.judged, found.verdict]).toEqual([judged, verdict]);
    const changes = found.rows.filter(({ moment }) => moment === "change");
    for (const { exponent, exponentError } of changes)
      expect(Math.abs(exponent! - power)).toBeLessThan(5 * exponentError!);
  });

  test("what is no such pair is refused in one line", () => {
    const { before, after } = files(0);
    const of = (one: readonly string[], other: readonly string[]) =>
      initgate(["propagate", "--coord-check", "--activations", one.join(), "--after", other.join()]).stderr;
    expect(of(before, after.slice(1))).toMatch(
      /^initgate: after: must name as many networks as activations, 8, got 7\n$/,
    );
    expect(of(before, after.toReversed())).toMatch(
      /^initgate: .* must have the layers of .*, 32-32-10, got 256-256-10\n$/,
    );
    expect(of(before.slice(0, 4), after.slice(0, 4))).toMatch(/must be of 3 widths or more for coord-check, got 32,64/);
    expect(initgate(["propagate", "--after", after.join()]).stderr).toMatch(/after: must stand beside coord-check/);
  });
});
