/** A transform whose draws each come of one word. */
export const entryByEntry = (transform) => Object.assign(transform, { isEntrywise: true });
/** A transform that a kernel knows as well. */
export const withKernel = (kernel, transform) => Object.assign(transform, { kernel });
const f = Math.fround;
/** The word as a number in (0, 1), the midpoint of its cell of width 2^-32. */
export const unitOf = (word) => f(f(f(word) + 0.5) * 2 ** -32);
