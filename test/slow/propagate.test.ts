/** The mission's grid, and a network of a thousand layers, as a user runs them. */
import { expect, test, vi } from "vitest";
import { initgatePeak } from "../peak.js";
import { parseCsv } from "../reports/parseCsv.js";
import { initgate } from "../run.js";

test("nine initializers x six activations, width 256, depth 100: every curve inside its band", () => {
  const run = initgate([
    "propagate",
    ...[
      "--initializer",
      "glorot_uniform,glorot_normal,he_uniform,he_normal,lecun_normal,random_normal,random_uniform,zeros,ones",
    ],
    ...["--activation", "relu,leaky_relu,tanh,sigmoid,selu,gelu", "--width", "256", "--depth", "100"],
  ]);
  expect([run.stderr, run.code]).toEqual(["", 0]);
  const [header, ...rows] = parseCsv(run.file("propagation.csv"));
  expect(rows).toHaveLength(9 * 6 * 100 * 2);
  expect(new Set(rows.map((row) => row[header!.indexOf("inside")]))).toEqual(new Set(["true"]));
});

/** All weights would be 4 GB, one layer's 4 MB; at hand are some rows. */
test("depth 1000, width 1024: bounded memory, no NaN", () => {
  const { run, peak } = initgatePeak([
    "propagate",
    "--depth",
    "1000",
    "--width",
    "1024",
    "--nets",
    "1",
    "--threads",
    "1",
    "--quiet",
  ]);
  expect(run.code).toBe(0);
  expect(peak / 1024).toBeLessThan(400);
  const [header, ...rows] = parseCsv(run.file("propagation.csv"));
  expect(rows).toHaveLength(2000);
  const logs = rows.map((row) => row[header!.indexOf("log_q")]!);
  expect(logs.every((log) => log !== "" && Number.isFinite(Number(log)))).toBe(true);
});

/** Too many weights to be kept: they are drawn row by row where kernels run, and as whole matrices where none does. */
test("a large network has the same bytes on any number of threads, and without kernels", { timeout: 120_000 }, () => {
  const words = ["--activation", "relu,tanh", "--depth", "17", "--width", "1024", "--nets", "3", "--quiet"];
  const curves = (threads: string): string =>
    initgate(["propagate", ...words, "--threads", threads]).file("propagation.csv");
  const one = curves("1");
  expect(curves("2")).toBe(one);
  expect(curves("3")).toBe(one);
  vi.stubEnv("INITGATE_KERNELS", "off");
  expect(curves("2")).toBe(one);
  vi.unstubAllEnvs();
});
