/** The entries of a zip archive, found by yauzl, with bounds that make a hostile archive harmless. */
import { pipeline, Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type ZipFile,
} from "yauzl";
import { byteReader } from "./byteReader.js";
import { oneLine } from "./oneLine.js";
import { bytesInMemory, partOf, type RandomBytes, type RandomFile } from "./randomFile.js";

export interface ZipEntry {
  readonly name: string;
  /** Bytes of the content, as declared. */
  readonly size: number;
  /** CRC-32 of the content, as declared. */
  readonly crc: number;
  /** Opens the content. Throws an Error of one line if it cannot be read, or its declared size is not credible. */
  readonly open: () => Promise<Readable>;
  /** The content with random access: if deflated, it must be small. Throws as `open` does. */
  readonly bytes: () => Promise<RandomBytes>;
}

const MOST_ENTRIES = 2 ** 18;
const STORED = 0;
const DEFLATED = 8;
/** A deflated byte inflates to at most 1032 bytes (258 from 2 bits). */
const MOST_INFLATION = 1032;
/** Zeros do compress that well, so a high ratio is an attack only if the content is large. */
const USUAL_INFLATION = 100;
const MOST_UNUSUAL_BYTES = 2 ** 30;
const CHUNK = 2 ** 18;
/** The most bytes that are inflated into memory. */
const MOST_INFLATED = 2 ** 28;

/** @throws Error of one line if the archive cannot be read: damaged, encrypted as a whole, too many or overlapping entries. */
export async function listZip(file: RandomFile): Promise<readonly ZipEntry[]> {
  try {
    return await entriesOf(file);
  } catch (error) {
    const { message } = error as Error;
    throw message.startsWith("zip: ") ? error : new Error(`zip: must be a readable archive, but ${message}`);
  }
}

async function entriesOf(file: RandomFile): Promise<readonly ZipEntry[]> {
  const zip = await fromRandomAccessReaderPromise(readerOf(file), file.size, {
    autoClose: false,
    decodeStrings: false,
    // Sizes are checked below, which distinguishes an encrypted entry from a damaged one.
    validateEntrySize: false,
  });
  if (zip.entryCount > MOST_ENTRIES) {
    throw new Error(`zip: must have at most ${MOST_ENTRIES} entries, got ${zip.entryCount}`);
  }
  const entries: ZipEntry[] = [];
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    packed += entry.compressedSize;
    // The densest zip bombs have entries that share bytes.
    if (packed > file.size) throw new Error(`zip: entries must fit their file of ${file.size} bytes, got ${packed}`);
    const { generalPurposeBitFlag: flags, fileNameRaw, extraFields, uncompressedSize: size, crc32: crc } = entry;
    const name = getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
    const open = (): Promise<Readable> => contentOf(file, zip, entry);
    const bytes = async (): Promise<RandomBytes> =>
      entry.compressionMethod === STORED ? storedBytes(file, zip, entry) : inflated(await open(), name, size, crc);
    entries.push({ name, size, crc, open, bytes });
  }
  return entries;
}

async function storedBytes(file: RandomFile, zip: ZipFile, entry: Entry): Promise<RandomBytes> {
  requireReadable(entry);
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  return partOf(file, fileDataStart, entry.uncompressedSize);
}

async function inflated(stream: Readable, name: string, size: number, crc: number): Promise<RandomBytes> {
  try {
    if (size > MOST_INFLATED) {
      throw new Error(`zip: ${oneLine(name, 60)} must be stored, not deflated, to be read in parts, got ${size} bytes`);
    }
    const content = byteReader(stream);
    const bytes = await content.take(size);
    if (bytes === undefined || content.held().length > 0 || (await content.more()) || crc32(bytes) !== crc) {
      throw new Error(`zip: ${oneLine(name, 60)} must have the ${size} bytes that it declares, got others`);
    }
    return bytesInMemory(bytes);
  } finally {
    stream.destroy();
  }
}

/** Checks the positions that come from the archive: yauzl passes them on unchecked. */
function readerOf(file: RandomFile): InstanceType<typeof RandomAccessReader> {
  return Object.assign(new RandomAccessReader(), {
    read: (
      buffer: Uint8Array,
      offset: number,
      length: number,
      position: number,
      done: (error: Error | null, bytesRead?: number) => void,
    ): void => {
      file.read(position, length).then(
        (bytes) => {
          buffer.set(bytes, offset);
          done(null, length);
        },
        (error: Error) => done(error),
      );
    },
  });
}

async function contentOf(file: RandomFile, zip: ZipFile, entry: Entry): Promise<Readable> {
  requireReadable(entry);
  const { compressionMethod: method, compressedSize } = entry;
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const stored = Readable.from(chunksOf(file, fileDataStart, fileDataStart + compressedSize), { objectMode: false });
  return method === STORED ? stored : pipeline(stored, createInflateRaw(), () => {});
}

function requireReadable(entry: Entry): void {
  const { compressionMethod: method, compressedSize, uncompressedSize: size } = entry;
  if (entry.isEncrypted()) throw new Error("zip: entries must be readable, got an encrypted one");
  if (method !== STORED && method !== DEFLATED)
    throw new Error(`zip: must be stored or deflated, got method ${method}`);
  if (method === STORED ? size !== compressedSize : !isCredible(size, compressedSize)) {
    throw new Error(`zip: must not inflate beyond reason, got ${compressedSize} bytes for ${size}`);
  }
}

const isCredible = (size: number, compressedSize: number): boolean =>
  size <= compressedSize * (size > MOST_UNUSUAL_BYTES ? USUAL_INFLATION : MOST_INFLATION);

async function* chunksOf(file: RandomFile, begin: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = begin; at < end; at += CHUNK) yield await file.read(at, Math.min(CHUNK, end - at));
}
