/** Tensors as written by torch.save since PyTorch 1.6: a zip archive with a pickle, data.pkl, and one member for each storage. */
import { oneLine } from "./oneLine.js";
import { readPickle } from "./pickle.js";
import { torchWeights } from "./torchTensors.js";
import { torchTreeOf } from "./torchTree.js";
import type { ArchiveFormat } from "./weightFormat.js";
import type { Weights } from "./weights.js";
import type { ZipEntry } from "./zip.js";

/** A model of 100,000 tensors needs a fifth of this. */
const LONGEST_PICKLE = 2 ** 26;

const PICKLE = /^(?:[^/]*\/)?data\.pkl$/;

export const pytorchFormat: ArchiveFormat = {
  name: "pytorch",
  recognises: (names) => names.some((name) => PICKLE.test(name)),
  open: openPytorch,
};

async function openPytorch(members: readonly ZipEntry[], close: () => Promise<void>): Promise<Weights> {
  const byName = new Map(members.map((member) => [member.name, member]));
  const pickle = members.find(({ name }) => PICKLE.test(name))!;
  const folder = pickle.name.slice(0, -"data.pkl".length);
  if (byName.has(`${folder}constants.pkl`)) {
    throw new Error("pytorch: must hold tensors, got a TorchScript program: save its state_dict() with torch.save");
  }
  const bytes = await wholeOf(pickle, LONGEST_PICKLE);
  const order = byName.get(`${folder}byteorder`);
  const bigEndian = order !== undefined && Buffer.from(await wholeOf(order, 64)).toString("latin1") === "big";
  return torchWeights(
    torchTreeOf(readPickle(bytes)),
    async ({ key }, byteLength) => {
      const member = byName.get(`${folder}data/${key}`);
      if (member === undefined) throw new Error(`must have the storages of its tensors, got no ${oneLine(key, 40)}`);
      if (member.size < byteLength) throw new Error(`a storage must have ${byteLength} bytes, got ${member.size}`);
      return member.bytes();
    },
    { bigEndian, close },
  );
}

async function wholeOf(member: ZipEntry, most: number): Promise<Uint8Array> {
  if (member.size > most) {
    throw new Error(`pytorch: ${oneLine(member.name, 60)} must have at most ${most} bytes, got ${member.size}`);
  }
  const bytes = await member.bytes();
  return bytes.read(0, bytes.size);
}
