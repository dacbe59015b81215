/** Contracts outside the catalogue: `any`, which claims nothing, and `values(FILE.npy)`, a table of exact values. */
import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { decodeNpy } from "../weights/npy.js";
import { oneLine } from "../weights/oneLine.js";
import type { Tensor } from "../weights/tensor.js";
import type { ContractExpression } from "./expression.js";
import { formatContract } from "./format.js";
import type { Initializer } from "./initializer.js";
import { point } from "./law/index.js";
import { formatShape } from "./layout.js";
import { parseContract } from "./parse.js";

/** The contract `any`: the only test of the entries is that they are finite. */
export const anyValues: Initializer = {
  name: "any",
  source: "a table that no law describes, or one that is not the initializer's",
  rule: {
    expect: (shape) => ({ shape, joint: "any", law: point(0) }),
    fill: () => {
      throw new RangeError("any: must be a law to be drawn from");
    },
  },
};

const MOST_BYTES = 2 ** 28;

/** Throws a RangeError of one line if the file holds no table. */
export function specialNamed(expression: ContractExpression): Initializer | undefined {
  const { name, parameters, of } = expression;
  if (name === anyValues.name && parameters.length === 0 && of === undefined) return anyValues;
  if (name === "free") throw new RangeError("contract free: must be a tensor's of an audit, whose scale is fitted");
  if (name !== "values") return undefined;
  if (of === undefined) throw new RangeError("contract values: must name a file, such as values(table.npy)");
  return tableOf(formatContract(expression), of);
}

function tableOf(name: string, path: string): Initializer {
  const table = readTable(path);
  return {
    name,
    source: path,
    rule: {
      expect(shape) {
        if (formatShape(shape.dims) !== formatShape(table.shape)) {
          const [must, got] = [table.shape, shape.dims].map(formatShape);
          throw new RangeError(`${oneLine(name)}: must have the table's shape ${must}, got ${got}`);
        }
        return { shape, joint: "exact", law: point(0), fixed: (index) => table.data[index]! };
      },
      fill: () => Float32Array.from(table.data),
    },
  };
}

function readTable(path: string): Tensor {
  try {
    const { size } = statSync(path);
    if (size > MOST_BYTES) throw new Error(`must have at most ${MOST_BYTES} bytes, got ${size}`);
    return decodeNpy(readFileSync(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const fault = code === undefined ? oneLine(message, 200) : `must be a readable .npy file, got ${code}`;
    throw new RangeError(`values: ${oneLine(path)}: ${fault}`);
  }
}

/** The expression with its file names relative to `folder`. */
export function withFilesIn(folder: string, text: string): string {
  if (!text.startsWith("values")) return text;
  const expression = parseContract(text);
  if (expression.name !== "values" || expression.of === undefined || isAbsolute(expression.of)) return text;
  return formatContract({ ...expression, of: join(folder, expression.of) });
}
