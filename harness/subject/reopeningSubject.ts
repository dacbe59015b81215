/** A subject that stays open from job to job, and is opened again if it is lost. */
import type { Subject } from "./subject.js";

export interface ReopeningSubject {
  /** The subject, opened again if it was lost. Rejects if it cannot be opened; the next call tries again. */
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
