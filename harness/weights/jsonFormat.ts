/** Weights that a JSON file leads to: a key of the object identifies its format. */

import { isObject } from "../record/guards.js";
import { parseJson } from "./json.js";
import type { RandomFile } from "./randomFile.js";
import { shardIndexFormat } from "./shardIndex.js";
import { tensorflowJsFormat } from "./tensorflowJs.js";
import type { JsonFormat, WeightFormat } from "./weightFormat.js";

/** The first format whose key the object has reads it. */
const jsonFormats: readonly JsonFormat[] = [shardIndexFormat, tensorflowJsFormat];

/** Enough bytes for an index of a million tensors. */
const LONGEST_JSON = 2 ** 27;

export const jsonFormat: WeightFormat = {
  name: "JSON",
  recognises: (head) => /^\s*\{/.test(head.toString("latin1")),
  open: async (file, place) => {
    const object = await objectIn(file);
    const format = jsonFormats.find(({ key }) => object !== undefined && Object.hasOwn(object, key));
    if (format === undefined) throw new Error(`must lead to weights (${keys}), got other JSON`);
    return format.open(object!, place, () => file.close());
  },
};

const keys = jsonFormats.map(({ key }) => key).join(", ");

/** Whether the file is JSON that leads to weights. */
export async function leadsToWeights(file: RandomFile): Promise<boolean> {
  const object = await objectIn(file).catch(() => undefined);
  return object !== undefined && jsonFormats.some(({ key }) => Object.hasOwn(object, key));
}

async function objectIn(file: RandomFile): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (file.size > LONGEST_JSON) throw new Error(`JSON must have at most ${LONGEST_JSON} bytes, got ${file.size}`);
  const value = parseJson(Buffer.from(await file.read(0, file.size)).toString("utf8"));
  return isObject(value) ? value : undefined;
}
