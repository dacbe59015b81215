/** Files of a few small tensors, of every kind that is read. */
import fc from "fast-check";
import { encodeNpy } from "../../harness/weights/npy.js";
import { safetensorsOf } from "./safetensorsOf.js";
import { tensors } from "./tensors.js";
import { zipOf } from "./zipOf.js";

export const named = fc.dictionary(fc.constantFrom("a", "b/c", "é", "__proto__"), tensors, {
  maxKeys: 3,
  noNullPrototype: true,
});

export const archives = fc
  .tuple(named, fc.boolean())
  .map(([held, deflate]) =>
    zipOf(Object.entries(held).map(([name, tensor]) => ({ name: `${name}.npy`, content: encodeNpy(tensor), deflate }))),
  );

export const npyFiles = tensors.map(encodeNpy);
export const safetensorsFiles = named.map(safetensorsOf);
