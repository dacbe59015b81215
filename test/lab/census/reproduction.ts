/** Runs the program of a finding, with the library's own API and without initgate, where the census built or installed the library. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Environment } from "./environment.js";
import type { Peer, PeerFinding } from "./peer.js";

const REPRODUCTION_MS = 1_200_000;

/** How a language's program is written and run. */
interface Language {
  /** A file in the folder that the library was built in; absent, one in a new folder beside the packages of test/peers. */
  readonly file?: string;
  readonly extension?: string;
  /** The whole program around the lines that the page prints. */
  readonly around: (imports: string, code: string) => string;
  /** Commands, run one after the other in its folder. */
  readonly run: (file: string, environment: Environment) => readonly (readonly string[])[];
}

const script = (imports: string, code: string): string => `${imports}${code}\n`;

const languages: Readonly<Record<string, Language>> = {
  py: { extension: "py", around: script, run: (file, { python }) => [[python, file]] },
  js: { extension: "mjs", around: script, run: (file) => [[process.execPath, file]] },
  rust: {
    file: "examples/reproduction.rs",
    around: (imports, code) => `${imports}fn main() -> Result<(), Box<dyn std::error::Error>> {\n${code}\nOk(())\n}\n`,
    run: () => [["cargo", "run", "--release", "--locked", "--quiet", "--example", "reproduction"]],
  },
  go: {
    file: "reproduction/main.go",
    around: (imports, code) => `package main\n\n${imports}func main() {\n${code}\n}\n`,
    run: () => [["go", "run", "./reproduction"]],
  },
  java: {
    file: "target/Reproduction.java",
    around: (imports, code) =>
      `${imports}class Reproduction {\npublic static void main(String[] words) throws Exception {\n${code}\n}\n}\n`,
    run: (file) => [["java", "-cp", "target/classes:target/lib/*", file]],
  },
  cpp: {
    file: "build/reproduction.cpp",
    around: (imports, code) => `${imports}int main() {\n${code}\n}\n`,
    run: () => [["make", "-s", "build/reproduction"], ["build/reproduction"]],
  },
};

/** Languages that findings may be written in. */
export const reproductionLanguages = Object.keys(languages);

/**
 * What the program of a finding prints.
 *
 * @param peersFolder test/peers, whose packages a program of JavaScript finds
 * @throws Error of one line where it does not run
 */
export function outputOf(
  { name, imports = "" }: Peer,
  { language, code }: PeerFinding,
  environment: Environment,
  peersFolder: string,
): string {
  const { file, extension, around, run } = languages[language]!;
  const folder = file === undefined ? mkdtempSync(join(peersFolder, "reproduction-")) : environment.folder;
  const path = join(folder, file ?? `reproduction.${extension}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, around(imports === "" ? "" : `${imports}\n\n`, code));
  try {
    return run(path, environment)
      .map(([program, ...words]) => printed(name, folder, program!, words))
      .join("");
  } finally {
    rmSync(file === undefined ? folder : path, { recursive: true });
  }
}

function printed(name: string, cwd: string, program: string, words: readonly string[]): string {
  const { stdout, stderr, status, error } = spawnSync(program, words, {
    cwd,
    encoding: "utf8",
    timeout: REPRODUCTION_MS,
  });
  if (status === 0) return stdout;
  const why = error?.message ?? stderr.trim().split("\n").at(-1);
  throw new Error(`census: the program of ${name} must exit with 0, got ${status}: ${why}`);
}
