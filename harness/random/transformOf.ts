import { normal } from "./normal.js";
import { signedUniform } from "./signedUniform.js";
import type { KernelCall, Transform } from "./transform.js";
import { truncatedNormal } from "./truncatedNormal.js";

/** The transform of a kernel, from the plain data that a thread receives. */
export function transformOf({ name, constants }: KernelCall): Transform {
  if (name === "normal") return normal;
  if (name === "signedUniform") return signedUniform;
  return truncatedNormal(...(constants as Parameters<typeof truncatedNormal>));
}
