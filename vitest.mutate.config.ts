import { defineConfig } from "vitest/config";

/** The tests that `npm run lab mutate` runs against each mutant of a part: those that are meant to hold it. */
export default defineConfig({
  test: {
    include: (process.env["MUTATION_TESTS"] ?? "").split(","),
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    pool: "threads",
  },
});
