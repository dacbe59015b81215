/** The WebAssembly modules that the build makes of `assembly/`, instantiated once a thread, when first asked for. */
import { readFileSync } from "node:fs";
import { packageFile } from "../machine/packageFile.js";

/** The part of the engine's own object that is used here; ECMAScript's library types do not have it. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** What every module exports beside its own functions. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** The first byte behind the module's static data. */
  heapBase(): number;
}

const modules = new Map<string, KernelExports | undefined>();

/**
 * The module of this name, or undefined where it cannot run: not built, an engine without SIMD, no memory, or switched
 * off by INITGATE_KERNELS=off. Every caller has a way in TypeScript with the same answer.
 */
export function kernelModule<Exports extends KernelExports>(name: string): Exports | undefined {
  if (!modules.has(name)) modules.set(name, process.env["INITGATE_KERNELS"] === "off" ? undefined : instantiate(name));
  return modules.get(name) as Exports | undefined;
}

function instantiate(name: string): KernelExports | undefined {
  const bytes = bytesOf(name);
  if (bytes === undefined || !WebAssembly.validate(bytes)) return undefined;
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    return exports as KernelExports;
  } catch {
    // The system refuses the address space that an engine reserves for a module's memory.
    return undefined;
  }
}

function bytesOf(name: string): Uint8Array | undefined {
  try {
    return readFileSync(packageFile(`dist/harness/kernel/${name}.wasm`));
  } catch {
    return undefined;
  }
}

const PAGE = 2 ** 16;

/**
 * Makes the memory behind the static data at least `bytes` long; answers where it begins, at a multiple of 64, or undefined
 * where the system refuses so much: the caller then goes its way in TypeScript.
 */
export function reserve({ memory, heapBase }: KernelExports, bytes: number): number | undefined {
  const from = Math.ceil(heapBase() / 64) * 64;
  const missing = from + bytes - memory.buffer.byteLength;
  try {
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    return from;
  } catch {
    return undefined;
  }
}
