import { normal } from "./normal.js";
import { signedUniform } from "./signedUniform.js";
import { truncatedNormal } from "./truncatedNormal.js";
/** The transform that a kernel draws, from what a thread can be sent of it. */
export function transformOf({ name, constants }) {
    if (name === "normal")
        return normal;
    if (name === "signedUniform")
        return signedUniform;
    return truncatedNormal(...constants);
}
