#!/usr/bin/env node
/**
 * The program's entry: as small as can be, so that whatever fails, be it the loading of the program, is one line on stderr
 * and exit code 2. The program is loaded module by module, not all at once: a few file descriptors are enough.
 */
import { createRequire } from "node:module";

/** Never a stack trace: what nobody caught is one line as well. */
function fail(error: unknown): void {
  const message = String((error as Partial<Error> | null)?.message ?? error);
  const line = message.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\s]+/gu, " ").slice(0, 8000);
  process.stderr.write(`initgate: ${line}\n`);
  process.exitCode = 2;
}

/** @param range of package.json: ">=20.19" */
function requireNode(range: string): void {
  const got = process.versions.node;
  const [least = [], have = []] = [range, got].map((text) => text.match(/\d+/g)?.map(Number));
  const isOlder = have[0]! < least[0]! || (have[0] === least[0] && have[1]! < least[1]!);
  if (isOlder)
    throw new Error(`Node.js must be ${least.join(".")} or later, got ${got}: install a newer one (nodejs.org)`);
}

process.on("uncaughtException", (error) => {
  fail(error);
  process.exit();
});

try {
  const require = createRequire(import.meta.url);
  requireNode(require("initgate/package.json").engines.node);
  const { main } = require("./harness/program/program.js") as typeof import("./harness/program/program.js");
  await main();
} catch (error) {
  fail(error);
}
