/** Interpreters of Python that tests of real libraries may use. */
import { spawnSync } from "node:child_process";
import { delimiter } from "node:path";

/** INITGATE_TEST_PYTHONS is a path list of interpreters; the system's comes last. */
export const interpreters = [...(process.env["INITGATE_TEST_PYTHONS"]?.split(delimiter) ?? []), "/usr/bin/python3"];

/** The first that can run a program, such as an import; without one the tests of `what` are skipped, loudly. */
export function interpreterFor(program: string, what: string): string | undefined {
  const found = interpreters.find((python) => spawnSync(python, ["-c", program]).status === 0);
  if (found === undefined) console.warn(`SKIPPED: no interpreter can run "${program}", so ${what} is not tested`);
  return found;
}
