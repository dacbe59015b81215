/** Reads one line of JSON from a program: the form of every answer but tensors. */
import { isObject } from "../record/guards.js";
import type { ByteReader } from "../weights/byteReader.js";
import { parseJson, quoteJson } from "../weights/json.js";
import { oneLine } from "../weights/oneLine.js";

const LONGEST_LINE = 65_536;
const NEWLINE = 0x0a;

/** @throws Error of one line where what comes is no JSON object on a line of at most 65,536 bytes */
export async function readObject(from: ByteReader): Promise<Readonly<Record<string, unknown>>> {
  let end = from.held().indexOf(NEWLINE);
  while (end < 0) {
    const read = from.held().length;
    if (read > LONGEST_LINE) break;
    if (!(await from.more())) throw new Error(`must end a JSON line, got ${await sample(from)}`);
    end = from.held().indexOf(NEWLINE, read);
  }
  if (end < 0 || end > LONGEST_LINE) {
    throw new Error(`must answer with a JSON line of at most ${LONGEST_LINE} bytes, got a longer one`);
  }
  const line = new TextDecoder().decode((await from.take(end + 1))!);
  const value = parsed(line);
  if (isObject(value)) return value;
  throw new Error(`must answer with a JSON object, got ${quoteJson(value)}`);
}

function parsed(line: string): unknown {
  try {
    return parseJson(line);
  } catch (error) {
    throw new Error((error as Error).message.replace("must be JSON", "must answer with a JSON line"));
  }
}

/** The beginning of the output, for a message. */
export const sample = async (from: ByteReader): Promise<string> =>
  `"${oneLine(new TextDecoder().decode(from.held().subarray(0, 400)), 80)}"`;
