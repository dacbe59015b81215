/** The upper bits of a word: 23 as in JAX, 24 as in PyTorch's float32, 32 as in cuRAND. */
export const fromBits = (bits) => (words) => () => (words() >>> (32 - bits)) * 2 ** -bits;
/** 27 bits of one word and 26 of the next: a double's 53, as in NumPy. */
export const from53Bits = (words) => () => ((words() >>> 5) * 2 ** 26 + (words() >>> 6)) * 2 ** -53;
