/** `initgate/jest` extends the `expect` that Jest has set, and says what it needs where there is none. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { ROOT } from "../run.js";

const program = (
  before: string,
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
  spawnSync(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `${before}
       await import("initgate/jest");
       const { fill, heNormal, lecunNormal } = await import("initgate");
       const spec = { shape: [78, 130], layout: "io" };
       expect(fill(heNormal, { ...spec, seed: 1 })).toFollowInitializer(heNormal, spec);
       try { expect(fill(lecunNormal, { ...spec, seed: 1 })).toFollowInitializer(heNormal, spec); } catch (error) { console.log(error.message.split(":")[1]); }`,
    ],
    { cwd: ROOT, encoding: "utf8" },
  );

test("Jest's expect has the matcher after the import", () => {
  // Jest sets its expect as a global before a test file runs.
  const { stdout, stderr } = program(`globalThis.expect = (await import("expect")).expect;`);
  expect({ stdout, stderr }).toEqual({ stdout: " missing-gain\n", stderr: "" });
});

test("where there is no expect, one line says where to import it", () => {
  const { status, stderr } = program("");
  expect(status).not.toBe(0);
  expect(stderr).toContain(
    "initgate/jest: must be imported where Jest has set expect, got none: list it in setupFilesAfterEnv",
  );
});
