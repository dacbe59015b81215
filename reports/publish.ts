/** Writes a gate's files and prints its summary: the one place where writers meet the disk and the terminal. */
import type { RunRecord } from "../harness/record/index.js";
import { writeWhole } from "./atomic.js";
import { json } from "./json.js";
import { statistics } from "./statistics.js";
import { renderText } from "./text.js";
import { verdicts } from "./verdicts.js";

export interface PublishOptions {
  readonly out: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

const FILES = [statistics, verdicts];

export function publish(record: RunRecord, { out, quiet = false, json: asJson = false }: PublishOptions): void {
  writeWhole(out, Object.fromEntries(FILES.map((writer) => [writer.file, writer.write(record)])));
  if (asJson) process.stdout.write(json.write(record));
  else if (!quiet)
    process.stdout.write(renderText(record, { colour: process.stdout.isTTY === true && !process.env["NO_COLOR"] }));
}
