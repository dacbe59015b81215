/** Entries as tensors hold them. A kernel takes float32; float64 goes the reference's way. */
export type Entries = Float32Array | Float64Array;
