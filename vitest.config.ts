import { defineConfig } from "vitest/config";
import { slow } from "./vitest.slow.config.js";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", ...slow],
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    pool: "threads",
    // Modules hold no state that a test could leave behind: every worker loads them once.
    isolate: false,
    maxWorkers: "100%",
  },
});
