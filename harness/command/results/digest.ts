/** Digests of files. */
import { createHash } from "node:crypto";

/** SHA-256, in hexadecimal digits. */
export const digestOf = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** The place of a JSON text's own digest: the first key of that name. */
const OWN = /"digest":"([0-9a-f]{64})?"/;

/** The text with its own digest filled in; the digest is that of the text in which this place is empty. */
export const withOwnDigest = (text: string): string => text.replace(OWN, `"digest":"${digestOf(text)}"`);

/** Whether a text is as `withOwnDigest` made it. */
export function isAsDigested(text: string): boolean {
  const [, digest] = OWN.exec(text) ?? [];
  return digest !== undefined && digest === digestOf(text.replace(OWN, '"digest":""'));
}
