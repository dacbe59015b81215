/**
 * A message in Redis: a body of text, and its seal. With a secret that coordinator and workers share, nobody else who can
 * write to Redis can make a job or an answer; without one the seal is empty, and only the form is checked.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { record, text } from "./form.js";

export interface Envelope {
  readonly body: string;
  readonly seal: string;
}

/** The most characters of a job, and of a packed answer. */
export const MOST_JOB = 1 << 16;
export const MOST_ANSWER = 1 << 20;
/** The most bytes of an unpacked answer. */
const MOST_UNPACKED = 1 << 24;
const SEAL = 64;

const envelopeForm = (most: number) => record({ body: text(most), seal: text(SEAL) });

/** A job's id is the digest of what it computes: running it twice is harmless. */
export const jobIdOf = (body: string): string => `j${createHash("sha256").update(body).digest("hex").slice(0, 40)}`;

export const sealed = (body: string, job: string, secret: string | undefined): Envelope => ({
  body,
  seal: sealOf(body, job, secret),
});

/** @throws Error of one line where the value is no envelope, too large, or not sealed with this secret */
export function opened(value: unknown, job: string, most: number, secret: string | undefined, what: string): string {
  const { body, seal } = envelopeForm(most)(value, what);
  if (secret === undefined) return body;
  const [own, given] = [sealOf(body, job, secret), seal].map((one) => createHash("sha256").update(one).digest());
  if (!timingSafeEqual(own!, given!))
    throw new Error(`${what}: must be sealed with this fleet's secret, got another seal`);
  return body;
}

function sealOf(body: string, job: string, secret: string | undefined): string {
  return secret === undefined ? "" : createHmac("sha256", secret).update(`${job}\n${body}`).digest("hex");
}

export const packed = (body: string): string => deflateRawSync(body).toString("base64");

/** @throws Error where it is not packed text, or becomes too large */
export const unpacked = (body: string): string =>
  inflateRawSync(Buffer.from(body, "base64"), { maxOutputLength: MOST_UNPACKED }).toString("utf8");
