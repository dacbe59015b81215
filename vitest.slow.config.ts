import { defineConfig } from "vitest/config";

/** What takes minutes: power, calibration, and the fuzzers with a hundred thousand corrupted inputs. */
export default defineConfig({
  test: {
    include: [
      "test/slow/**/*.test.ts",
      "test/format/fuzz.test.ts",
      "test/audit/fuzz.test.ts",
      "test/subject/commandFuzz.test.ts",
    ],
    // Not yet run whole on a quiet machine: they join when `npm run calibrate` and `npm run papers` have been.
    exclude: ["test/slow/calibrate.test.ts", "test/slow/papers.test.ts"],
    setupFiles: ["test/setup.ts"],
    env: { FUZZ_RUNS: "100000" },
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    pool: "threads",
  },
});
