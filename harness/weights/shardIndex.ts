/** A model in several files with an index as Hugging Face's libraries write it: `weight_map` gives the file of each tensor. */

import { dirname, join } from "node:path";
import { isObject } from "../record/guards.js";
import { closeAll, inFile, joinModelFiles, type ModelFile } from "./joinModelFiles.js";
import { oneLine } from "./oneLine.js";
import type { FilePlace, JsonFormat } from "./weightFormat.js";
import type { Weights } from "./weights.js";

/** The most files of one model: all are open at once. */
export const MOST_FILES = 4096;

export const shardIndexFormat: JsonFormat = { key: "weight_map", open: openShards };

async function openShards(
  object: Readonly<Record<string, unknown>>,
  place: FilePlace,
  close: () => Promise<void>,
): Promise<Weights> {
  const fileOf = mapIn(object);
  const names = [...new Set(fileOf.values())];
  if (names.length > MOST_FILES) throw new Error(`index: must name at most ${MOST_FILES} files, got ${names.length}`);
  const parts: ModelFile[] = [];
  try {
    for (const name of names) {
      const weights = await place.weightsBeside(name).catch((error: Error) => {
        throw inFile(name, error);
      });
      parts.push({ name, path: join(dirname(place.path), name), weights });
    }
    const weights = joinModelFiles(parts, notesOn(parts, fileOf));
    return { ...weights, close: () => weights.close().then(close) };
  } catch (error) {
    await closeAll(parts);
    throw error;
  }
}

function mapIn({ weight_map: map }: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const pairs = isObject(map) ? Object.entries(map) : [];
  const [bad] = pairs.filter(([, file]) => typeof file !== "string");
  if (bad !== undefined)
    throw new Error(`index: weight_map must name one file for each tensor, got another for ${oneLine(bad[0])}`);
  if (pairs.length === 0) throw new Error("index: weight_map must name tensors and their files, got none");
  return new Map(pairs as [string, string][]);
}

/** Throws an Error of one line if a tensor is not in the file that the index names; a note names tensors that the index lacks. */
function notesOn(parts: readonly ModelFile[], fileOf: ReadonlyMap<string, string>): readonly string[] {
  const held = new Map(
    parts.flatMap(({ name, weights }) => weights.entries.map((entry) => [entry.name, name] as const)),
  );
  for (const [tensor, file] of fileOf) {
    if (held.get(tensor) === file) continue;
    throw new Error(`index: ${oneLine(file)} must hold ${oneLine(tensor)}, as weight_map says, got no such tensor`);
  }
  const more = [...held.keys()].filter((tensor) => !fileOf.has(tensor)).map((tensor) => oneLine(tensor));
  return more.length === 0
    ? []
    : [
        `not in weight_map, but in its files: ${more.slice(0, 8).join(", ")}${more.length > 8 ? ` and ${more.length - 8} more` : ""}`,
      ];
}
