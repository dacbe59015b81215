/**
 * Compiles every AssemblyScript entry of this folder to `dist/harness/kernel/<name>.wasm`, where `kernelModule` finds it. Entries
 * are the files directly in this folder; `parts/` has what they share.
 */
import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, "../../..");
/** Without a runtime of the language: a kernel has static memory, and what its caller reserves after it. */
const FLAGS = ["--enable", "simd", "--runtime", "stub", "--use", "abort=", "-O3", "--noAssert"];

/** Writes every module to `folder`; returns the names. */
export async function compileKernels(folder) {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(HERE)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -".ts".length));
  for (const name of names) {
    const out = join(folder, `${name}.wasm`);
    const words = [join(HERE, `${name}.ts`), "--outFile", out, ...FLAGS];
    const { error, stderr } = await asc.main(
      words.map((word) => (word.startsWith("/") ? relative(ROOT, word) : word)),
      {
        stdout: process.stderr,
      },
    );
    if (error) throw new Error(`compile: ${name}.ts must compile, got ${error.message}\n${stderr.toString()}`);
  }
  return names;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compileKernels(join(ROOT, "dist/harness/kernel"));
