/** Subjects that stay open from job to job. */
import type { Subject } from "./subject.js";

export interface ReopeningSubject {
  /** The subject, opened again where it was lost. Rejects as its opening does; the next call tries again. */
  get(): Promise<Subject>;
  close(): Promise<void>;
}

export function reopeningSubject(open: () => Promise<Subject>): ReopeningSubject {
  let current: Promise<Subject> | undefined;
  return {
    async get() {
      const known = await current?.catch(() => undefined);
      if (known?.isLost?.()) {
        current = undefined;
        await known.close();
      } else if (known === undefined) current = undefined;
      current ??= open();
      return current;
    },
    close: async () => (await current?.catch(() => undefined))?.close(),
  };
}
