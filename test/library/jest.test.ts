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

test("CommonJS is answered the objects of import, in a realm that can load no ES module and sets expect, as Jest's default mode", () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `import { readFileSync } from "node:fs";
       import { createRequire } from "node:module";
       import { dirname, resolve } from "node:path";
       import vm from "node:vm";
       import { expect } from "expect";
       import * as imported from "initgate";
       const realm = vm.createContext({ expect });
       const require = createRequire(resolve("x.cjs"));
       function load(file) {
         if (!file.endsWith(".cjs")) throw new Error("must be CommonJS, got " + file);
         const wrapped = "(function (require, module, exports, __filename, __dirname) {" + readFileSync(file, "utf8") + "})";
         const module = { exports: {} };
         const requireHere = (name) => (name.startsWith(".") ? load(resolve(dirname(file), name)) : require(name));
         vm.runInContext(wrapped, realm)(requireHere, module, module.exports, file, dirname(file));
         return module.exports;
       }
       load(require.resolve("initgate/jest"));
       const { fill, heNormal, lecunNormal } = load(require.resolve("initgate"));
       console.log(heNormal === imported.heNormal);
       const spec = { shape: [78, 130], layout: "io" };
       expect(fill(heNormal, { ...spec, seed: 1 })).toFollowInitializer(heNormal, spec);
       try { expect(fill(lecunNormal, { ...spec, seed: 1 })).toFollowInitializer(heNormal, spec); } catch (error) { console.log(error.message.split(":")[1]); }`,
    ],
    { cwd: ROOT, encoding: "utf8" },
  );
  expect({ stdout, stderr }).toEqual({ stdout: "true\n missing-gain\n", stderr: "" });
});
