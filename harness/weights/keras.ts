/** Weights of a Keras 3 model file: a zip archive around an HDF5 file, or around several of a sharded model. */
import { openHdf5 } from "./hdf5.js";
import { joinModelFiles, type ModelFile } from "./joinModelFiles.js";
import type { ArchiveFormat } from "./weightFormat.js";

const WEIGHTS = /(?:^|\/)model(?:_\d+)?\.weights(?:_\d+)?\.h5$/;

export const kerasFormat: ArchiveFormat = {
  name: "keras",
  recognises: (names) => names.some((name) => WEIGHTS.test(name)),
  open: async (members, close) => {
    const files = members.filter(({ name }) => WEIGHTS.test(name));
    if (files.length === 1) return openHdf5(await files[0]!.bytes(), close);
    const parts: ModelFile[] = [];
    for (const { name, bytes } of files) {
      parts.push({ name, path: name, weights: await openHdf5(await bytes(), async () => {}) });
    }
    const model = joinModelFiles(parts);
    const entries = model.entries.map(({ file: _, ...entry }) => entry);
    return { ...model, entries, close: () => model.close().then(close) };
  },
};
