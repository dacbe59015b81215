import { openCommand } from "./command.js";
import { openJaxJs } from "./jaxJs.js";
import { openPython } from "./python.js";
import { referenceSubject } from "./reference.js";
import { openTfjs } from "./tfjs.js";
/** Subjects that need no command line; adding one is a file and a line here. */
const builtIn = {
    reference: async ({ catalogue, contracts, version }) => referenceSubject(catalogue, contracts, version),
    tfjs: () => openTfjs(),
    "jax-js": () => openJaxJs(),
    torch: (_, spec) => openPython("torch_subject.py", spec.python, answerTime(spec), "torch"),
    numpy: (_, spec) => openPython("numpy_subject.py", spec.python, answerTime(spec)),
};
/** Subjects that are a process of their own: one serves a whole run. */
export const isProcess = ({ subject, command }) => command !== undefined || subject === "torch" || subject === "numpy";
const answerTime = ({ timeout }) => (timeout === undefined ? {} : { answerTimeoutMs: 1000 * timeout });
export const subjectNames = Object.keys(builtIn);
export async function openSubject(spec, around) {
    if (spec.command !== undefined)
        return openCommand(spec.command, answerTime(spec));
    if (!Object.hasOwn(builtIn, spec.subject)) {
        throw new RangeError(`subject: must be one of ${subjectNames.join(", ")}, got ${spec.subject}`);
    }
    return builtIn[spec.subject](around, spec);
}
