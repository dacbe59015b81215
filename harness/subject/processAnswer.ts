/** Reads one answer of the subject protocol from a program's stdout and compares it with its request. */

import { isObject } from "../record/guards.js";
import type { ByteReader } from "../weights/byteReader.js";
import { type Dtype, itemSize } from "../weights/dtype.js";
import { quoteJson as quote } from "../weights/json.js";
import { decodeNpyData, type NpyHeader, readNpyHeader } from "../weights/npy.js";
import { oneLine } from "../weights/oneLine.js";
import { entryCount } from "../weights/tensor.js";
import { readClaims } from "./claims.js";
import { readObject, sample } from "./processLine.js";
import type { Answer, Description, Request } from "./subject.js";

const NPY_START = 0x93;
const JSON_START = "{".charCodeAt(0);
const LONGEST_TEXT = 500;
/** A wrong answer that is at most this many bytes larger than the right one is skipped, so that the next can be read. */
const SKIP_FACTOR = 16;
const SKIP_BYTES = 1 << 20;

/** Reads the answer to `request`. Throws an Error where nothing that follows could be trusted. */
export async function readAnswer(from: ByteReader, request: Request, id: number): Promise<Answer> {
  const first = await firstByte(from);
  if (first === JSON_START) return refusalOf(await readObject(from), id);
  if (first !== NPY_START) throw new Error(`must answer with a .npy file or a JSON line, got ${await sample(from)}`);
  const header = await readHeader(from);
  await from.skip(header.dataOffset);
  const { byteLength } = header;
  if (!isFor(request, header)) {
    const reason = mismatch(request, header);
    const right = entryCount(request.shape) * itemSize(request.dtype);
    if (byteLength > right * SKIP_FACTOR + SKIP_BYTES) throw new Error(reason);
    if (!(await from.skip(byteLength))) throw new Error("must answer with a whole .npy file, got part of one");
    return { kind: "broken", reason };
  }
  const bytes = await from.take(byteLength);
  if (bytes === undefined) throw new Error("must answer with a whole .npy file, got part of one");
  return { kind: "tensor", tensor: decodeNpyData(header, bytes) };
}

/** Reads the answer to a request to describe itself. Throws an Error of one line. */
export async function readDescription(from: ByteReader): Promise<Description> {
  const first = await firstByte(from);
  if (first === NPY_START) throw new Error("must describe itself with a JSON line, got a .npy file");
  if (first !== JSON_START) throw new Error(`must describe itself with a JSON line, got ${await sample(from)}`);
  const { name, version, layout, initializers, claims, options, error } = await readObject(from);
  if (error !== undefined) throw new Error(`must describe itself, got error ${quote(error)}`);
  const texts = { name, version, ...(layout === undefined || layout === null ? {} : { layout }) };
  for (const [key, value] of Object.entries(texts)) {
    if (!isWord(value)) throw new Error(`must describe its ${key} as one line of text, got ${quote(value)}`);
  }
  if (!Array.isArray(initializers) || !initializers.every(isWord)) {
    throw new Error(`must describe its initializers as a list of names, got ${quote(initializers)}`);
  }
  const isSaid = (value: unknown): boolean => value !== undefined && value !== null;
  return {
    ...(texts as { name: string; version: string; layout?: string }),
    initializers,
    ...(isSaid(claims) ? { claims: readClaims(claims) } : {}),
    ...(isSaid(options) ? { options: readOptions(options) } : {}),
  };
}

function readOptions(value: unknown): NonNullable<Description["options"]> {
  const isOption = (one: unknown): boolean =>
    isObject(one) && Object.entries(one).every(([word, why]) => isWord(word) && (why === "" || isWord(why)));
  if (!isObject(value) || !Object.values(value).every(isOption)) {
    throw new Error(`must describe its options as {"device": {"cpu": "", "cuda": "no driver"}}, got ${quote(value)}`);
  }
  return value as NonNullable<Description["options"]>;
}

/** Fit for a file name, a message and a cell of a table. */
const isWord = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && oneLine(value, LONGEST_TEXT) === value;

function refusalOf(answer: Readonly<Record<string, unknown>>, id: number): Answer {
  const given = answer["id"];
  // The message does not print the number, since it depends on the other requests to this process.
  if (given !== id)
    throw new Error(
      `must answer with the id of its request, got ${Number.isInteger(given) ? "another" : quote(given)}`,
    );
  const error = answer["error"];
  if (typeof error !== "string") throw new Error(`must say its error as text, got ${quote(error)}`);
  const reason = oneLine(error, LONGEST_TEXT);
  if (reason.startsWith("unsupported")) return { kind: "unsupported", reason };
  return { kind: "broken", reason: `must answer with a .npy file, got error "${reason}"` };
}

async function firstByte(from: ByteReader): Promise<number> {
  while (from.held().length === 0)
    if (!(await from.more())) throw new Error("must answer every request, got the end of its output");
  return from.held()[0]!;
}

async function readHeader(from: ByteReader): Promise<NpyHeader> {
  for (;;) {
    let header: NpyHeader | undefined;
    try {
      header = readNpyHeader(from.held());
    } catch (error) {
      throw new Error(`must answer with a .npy file, but ${(error as Error).message}`);
    }
    if (header !== undefined) return header;
    if (!(await from.more())) throw new Error("must answer with a whole .npy file, got part of one");
  }
}

const isFor = (request: Request, { shape, dtype }: NpyHeader): boolean =>
  dtype === request.dtype && shape.length === request.shape.length && shape.every((d, k) => d === request.shape[k]);

/** The words for a wrong shape or dtype. Libraries draw float64 by default, which makes this the commonest wrong answer. */
function mismatch(request: Request, { shape, dtype }: NpyHeader): string {
  const isOnlyDtype = isFor({ ...request, dtype }, { shape, dtype } as NpyHeader);
  if (isOnlyDtype) return `must answer ${request.dtype}, got ${dtype}: convert it, or gate with --dtype ${dtype}`;
  return `must answer ${describe(request.shape, request.dtype)}, got ${describe(shape, dtype)}`;
}

const describe = (shape: readonly number[], dtype: Dtype): string => `shape (${shape.join(", ")}) ${dtype}`;
