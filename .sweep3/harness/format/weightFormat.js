/** Bytes of a file's beginning that tell its format. */
export const HEAD_BYTES = 1024;
