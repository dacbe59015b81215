/** Weights in a zip archive: what they are is told by the names of its members. */
import { kerasFormat } from "./keras.js";
import { npzFormat } from "./npz.js";
import { pytorchFormat } from "./pytorch.js";
import type { ArchiveFormat, WeightFormat } from "./weightFormat.js";
import { listZip } from "./zip.js";

/** The first that recognises the archive reads it. */
const archiveFormats: readonly ArchiveFormat[] = [pytorchFormat, kerasFormat, npzFormat];

/** A zip archive begins with an entry, or, if it is empty, with its end. */
const MAGICS = ["PK\x03\x04", "PK\x05\x06"];

export const zipFormat: WeightFormat = {
  name: "zip",
  recognises: (head) => MAGICS.some((magic) => head.toString("latin1").startsWith(magic)),
  open: async (file) => {
    const members = await listZip(file);
    const names = members.map(({ name }) => name);
    const format = archiveFormats.find(({ recognises }) => recognises(names))!;
    return format.open(members, () => file.close());
  },
};
