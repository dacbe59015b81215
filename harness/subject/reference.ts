/** The catalogue's own initializers as a subject: the implementation that every other one is held against. */
import { roundTo } from "../format/dtype.js";
import { fill, type Initializer } from "../initializer.js";
import type { Answer, Request, Subject } from "./subject.js";

/** Draws any of `contracts`; gates `catalogue` where nobody says what. */
export function referenceSubject(
  catalogue: readonly Initializer[],
  contracts: readonly Initializer[],
  version: string,
): Subject {
  return {
    description: {
      name: "reference",
      version,
      initializers: catalogue.map(({ name }) => name),
      claims: Object.fromEntries(contracts.map(({ name }) => [name, {}])),
    },
    draw: async (requests) => requests.map((request) => answer(contracts, request)),
    close: async () => {},
  };
}

function answer(catalogue: readonly Initializer[], request: Request): Answer {
  const { initializer: name, shape, layout, groups, dtype, params } = request;
  const initializer = catalogue.find((one) => one.name === name || one.aliases?.includes(name));
  if (initializer === undefined) return { kind: "unsupported", reason: `unsupported: no initializer ${name}` };
  if (dtype === "float64") return { kind: "unsupported", reason: "unsupported: the reference draws float32" };
  let data: Float32Array;
  try {
    data = fill(initializer, { shape, layout, groups, params, seed: request.seed ?? freshSeed() });
  } catch (error) {
    return { kind: "unsupported", reason: `unsupported: ${(error as Error).message}` };
  }
  return {
    kind: "tensor",
    tensor: { shape, dtype, data: dtype === "float32" ? data : data.map((x) => roundTo(dtype, x)) },
  };
}

const freshSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;
