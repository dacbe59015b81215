/** The environment of Python programs: they find the helper of this package, `initgate_subject`, wherever it lies. */
import { delimiter } from "node:path";
import { packageFile } from "../machine/packageFile.js";

/** The environment with the helper's folder behind what the user's own PYTHONPATH names. */
export function withPythonHelper(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = environment["PYTHONPATH"];
  const helper = packageFile("harness/subject/adapters");
  return { ...environment, PYTHONPATH: own ? `${own}${delimiter}${helper}` : helper };
}

/** The number of threads of libraries of linear algebra. */
export const linearAlgebraThreads = (threads: number): Readonly<Record<string, string>> => ({
  OPENBLAS_NUM_THREADS: String(threads),
  MKL_NUM_THREADS: String(threads),
  VECLIB_MAXIMUM_THREADS: String(threads),
});

/** A QR decomposition in two threads has other last digits than in one: weights must not depend on the machine's cores. */
export const ONE_THREAD = { OMP_NUM_THREADS: "1", ...linearAlgebraThreads(1) };
