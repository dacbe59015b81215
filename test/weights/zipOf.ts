import { crc32, deflateRawSync } from "node:zlib";

export interface Member {
  readonly name: string;
  readonly content: Uint8Array;
  readonly deflate?: boolean;
  /** Lies: what the directory says instead of the truth. */
  readonly says?: { method?: number; flags?: number; crc?: number; packed?: number; size?: number; offset?: number };
}

/** A zip archive written by the book (PKWARE's APPNOTE, 4.3), except for what its members ask to lie about. */
export function zipOf(members: readonly Member[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, deflate = false, says = {} } of members) {
    const packed = deflate ? deflateRawSync(content) : Buffer.from(content);
    const label = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(says.flags ?? 0x800, 2);
    shared.writeUInt16LE(says.method ?? (deflate ? 8 : 0), 4);
    shared.writeUInt32LE(says.crc ?? crc32(content), 10);
    shared.writeUInt32LE(says.packed ?? packed.length, 14);
    shared.writeUInt32LE(says.size ?? content.length, 18);
    shared.writeUInt16LE(label.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(says.offset ?? at, 10);
    const local = [Buffer.from("PK\x03\x04"), shared, label, packed];
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), shared, tail, label);
    parts.push(...local);
    at += local.reduce((sum, part) => sum + part.length, 0);
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}
