/** Entries as tensors hold them. Kernels take float32; float64 uses the reference. */
export type Entries = Float32Array | Float64Array;
