/** Weights in a zip archive: the names of its members identify the format. */
import { kerasFormat } from "./keras.js";
import { npzFormat } from "./npz.js";
import { pytorchFormat } from "./pytorch.js";
import type { ArchiveFormat, WeightFormat } from "./weightFormat.js";
import { listZip } from "./zip.js";

/** The first format that recognises the archive reads it. */
const archiveFormats: readonly ArchiveFormat[] = [pytorchFormat, kerasFormat, npzFormat];

/** A zip archive begins with an entry, or with its end record if it is empty. */
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
