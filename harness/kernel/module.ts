/** The WebAssembly modules that the build makes from `assembly/`, instantiated once in each thread, on first use. */
import { readFileSync } from "node:fs";
import { packageFile } from "../machine/packageFile.js";

/** The part of the engine's WebAssembly object that is used here; ECMAScript's library types do not have it. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** What every module exports besides its own functions. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** The first byte after the module's static data. */
  heapBase(): number;
}

const modules = new Map<string, KernelExports | undefined>();

/**
 * The module of this name, or undefined if it cannot run: not built, an engine without SIMD, no memory, or INITGATE_KERNELS=off.
 * Every caller has TypeScript code with the same result.
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
 * Makes the memory after the static data at least `bytes` long; returns its address, a multiple of 64, or undefined if the system
 * refuses so much: the caller then uses its TypeScript code.
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
