import { execFileSync } from "node:child_process";

export const PYTHON = "/usr/bin/python3";

/** Whether NumPy is here to be asked; says so loudly where it is not. */
export function hasNumpy(): boolean {
  try {
    execFileSync(PYTHON, ["-c", "import numpy"], { stdio: "ignore" });
    return true;
  } catch {
    console.warn(`${PYTHON} cannot import numpy: nothing was compared with it`);
    return false;
  }
}
