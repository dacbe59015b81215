import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes minutes: power, whole audits and baselines, real PyTorch, the program and the commands of the pages run many times. `npm test` leaves these out. */
export const slow = [
  "test/slow/**",
  "test/subject/python.test.ts",
  "test/subject/tfjs.test.ts",
  "test/audit/torch.test.ts",
  "test/audit/falseAlarms.test.ts",
  "test/audit/large.test.ts",
  "test/audit/audit.test.ts",
  "test/audit/jobs.test.ts",
  "test/audit/fuzz.test.ts",
  "test/baseline/baseline.test.ts",
  "test/baseline/checkpoint.test.ts",
  "test/baseline/twoSample.test.ts",
  "test/propagation/recommend/recommend.test.ts",
  "test/audit/contractParts.test.ts",
  "test/audit/families.test.ts",
  "test/propagation/run/propagate.test.ts",
  "test/command/shards.test.ts",
  "test/gate/resolveRequest.test.ts",
  "test/docs.test.ts",
  "test/bench/bench.test.ts",
  "test/propagation/run/architecture.test.ts",
  "test/propagation/run/coordCheck.test.ts",
  "test/propagation/run/propagationPage.test.ts",
  "test/propagation/network/narrow.test.ts",
  "test/propagation/network/formula.test.ts",
  "test/propagation/network/blockLimits.test.ts",
  "test/propagation/run/activationDumps.test.ts",
  "test/propagation/network/reference.test.ts",
  "test/right/right.test.ts",
  "test/subject/docs.test.ts",
  "test/audit/relations.test.ts",
  "test/reports/reporters.test.ts",
];

/** Files of minutes, the longest first. */
const longest = [
  "papers",
  "rightGates",
  "calibrate",
  "fleet",
  "page",
  "pythonSubjects",
  "engines",
  "faults",
  "power",
].map((name) => `test/slow/${name}.test.ts`);

/** Starts the longest files first: at the end no thread works alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((path) => moduleId.endsWith(path));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    // Fuzzers run here with thirty thousand corrupted inputs; those of files and of the protocol run in both suites.
    include: [
      ...slow,
      "test/weights/fuzz.test.ts",
      "test/weights/fixtureFuzz.test.ts",
      "test/subject/commandFuzz.test.ts",
    ].map((path) => (path.endsWith("**") ? `${path}/*.test.ts` : path)),
    setupFiles: ["test/setup.ts"],
    env: { FUZZ_RUNS: "30000" },
    sequence: { sequencer: LongestFirst },
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    pool: "threads",
    maxWorkers: "100%",
  },
});
