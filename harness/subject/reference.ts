/** The catalogue's own initializers as a subject: the reference implementation. */

import { fillerOf, type Initializer } from "../contract/initializer.js";
import { roundTo } from "../weights/dtype.js";
import type { Answer, Request, Subject } from "./subject.js";

/** Draws any of `contracts`; offers `catalogue` where the user names none. */
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
    draw: async (requests) => {
      let last: { readonly request: Request; readonly answer: (seed: number) => Answer } | undefined;
      return requests.map((request) => {
        if (last === undefined || !differOnlyInSeed(last.request, request)) {
          last = { request, answer: answering(contracts, request) };
        }
        return last.answer(request.seed ?? freshSeed());
      });
    },
    close: async () => {},
  };
}

/** Whether two requests are for tensors of one case, which a gate requests one after the other. */
const differOnlyInSeed = (one: Request, other: Request): boolean =>
  one.initializer === other.initializer &&
  one.shape === other.shape &&
  one.layout === other.layout &&
  one.groups === other.groups &&
  one.fanIn === other.fanIn &&
  one.fanOut === other.fanOut &&
  one.dtype === other.dtype &&
  one.params === other.params;

/** A function that answers requests which differ from this one only in the seed. */
function answering(catalogue: readonly Initializer[], request: Request): (seed: number) => Answer {
  const { initializer: name, shape, dtype } = request;
  const initializer = catalogue.find((one) => one.name === name || one.aliases?.includes(name));
  const refusal = (reason: string) => (): Answer => ({ kind: "unsupported", reason: `unsupported: ${reason}` });
  if (initializer === undefined) return refusal(`no initializer ${name}`);
  if (dtype === "float64") return refusal("the reference draws float32");
  let fill: (seed: number) => Float32Array;
  try {
    fill = fillerOf(initializer, request);
  } catch (error) {
    return refusal((error as Error).message);
  }
  return (seed) => {
    const data = fill(seed);
    return {
      kind: "tensor",
      tensor: { shape, dtype, data: dtype === "float32" ? data : data.map((x) => roundTo(dtype, x)) },
    };
  };
}

const freshSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;
