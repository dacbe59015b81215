/** The WebAssembly modules that the build makes of `assembly/`, instantiated once a thread, when first asked for. */
import { readFileSync } from "node:fs";
/** Beside the built files; seen from the sources; seen from the tools that `npm run tools` builds. */
const PLACES = ["./", "../../dist/harness/kernel/", "../../../dist/harness/kernel/"];
const modules = new Map();
/**
 * The module of this name, or undefined where it cannot run: not built, an engine without SIMD, no memory, or switched
 * off by INITGATE_KERNELS=off. Every caller has a way in TypeScript with the same answer.
 */
export function kernelModule(name) {
    if (!modules.has(name))
        modules.set(name, process.env["INITGATE_KERNELS"] === "off" ? undefined : instantiate(name));
    return modules.get(name);
}
function instantiate(name) {
    const bytes = bytesOf(name);
    if (bytes === undefined || !WebAssembly.validate(bytes))
        return undefined;
    try {
        const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
        return exports;
    }
    catch {
        // The system refuses the address space that an engine reserves for a module's memory.
        return undefined;
    }
}
function bytesOf(name) {
    for (const place of PLACES) {
        try {
            return readFileSync(new URL(`${place}${name}.wasm`, import.meta.url));
        }
        catch {
            // the next place
        }
    }
    return undefined;
}
const PAGE = 2 ** 16;
/**
 * Makes the memory behind the static data at least `bytes` long; answers where it begins, at a multiple of 64, or undefined
 * where the system refuses so much: the caller then goes its way in TypeScript.
 */
export function reserve({ memory, heapBase }, bytes) {
    const from = Math.ceil(heapBase() / 64) * 64;
    const missing = from + bytes - memory.buffer.byteLength;
    try {
        if (missing > 0)
            memory.grow(Math.ceil(missing / PAGE));
        return from;
    }
    catch {
        return undefined;
    }
}
