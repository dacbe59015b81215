import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const tests = (process.env["MUTATION_TESTS"] ?? "").split(",");

/** Files in the order in which they are listed: the first test that fails ends a run, so the quickest come first. */
class AsListed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => tests.findIndex((test) => moduleId.endsWith(test));
    return files.toSorted((a, b) => place(a) - place(b));
  }
}

/** The tests that `npm run lab mutate` runs against each mutant of a part: those that are meant to hold it. */
export default defineConfig({
  test: {
    include: tests,
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    pool: "threads",
    isolate: false,
    sequence: { sequencer: AsListed },
  },
});
