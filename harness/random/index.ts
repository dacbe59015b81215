export { type Counter, type Key, philox4x32, type Words } from "./philox.js";
export { openStream, readTile, type Stream, TILE, wordAt, wordReader } from "./stream.js";
