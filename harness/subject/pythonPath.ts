/** A Python program finds the helper of this package, `initgate_subject`, wherever it lies. */
import { delimiter } from "node:path";
import { packageFile } from "../machine/packageFile.js";

/** The environment with the helper's folder behind what the user's own PYTHONPATH names. */
export function withPythonHelper(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = environment["PYTHONPATH"];
  const helper = packageFile("harness/subject/adapters");
  return { ...environment, PYTHONPATH: own ? `${own}${delimiter}${helper}` : helper };
}
