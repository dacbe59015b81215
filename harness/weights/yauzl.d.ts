/** The part of yauzl 3 that is used here. */
declare module "yauzl" {
  export interface Entry {
    readonly fileNameRaw: Uint8Array;
    readonly extraFields: readonly unknown[];
    readonly generalPurposeBitFlag: number;
    readonly compressionMethod: number;
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    readonly crc32: number;
    isEncrypted(): boolean;
  }

  export interface ZipFile {
    readonly entryCount: number;
    eachEntry(): AsyncIterable<Entry>;
    readLocalFileHeaderPromise(entry: Entry, options: { minimal: true }): Promise<{ readonly fileDataStart: number }>;
  }

  type Read = (
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, bytesRead?: number) => void,
  ) => void;

  export const RandomAccessReader: new () => { read: Read };

  export function fromRandomAccessReaderPromise(
    reader: { read: Read },
    totalSize: number,
    options: { autoClose: boolean; decodeStrings: boolean; validateEntrySize: boolean },
  ): Promise<ZipFile>;

  export function getFileNameLowLevel(
    flags: number,
    name: Uint8Array,
    extraFields: readonly unknown[],
    strict: boolean,
  ): string;
}
