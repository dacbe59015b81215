import { defineConfig } from "vitest/config";
import { slow } from "./vitest.slow.config.js";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: slow,
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    pool: "threads",
    maxWorkers: "100%",
  },
});
