export { philox4x32 } from "./philox.js";
export { openStream, readTile, TILE, wordAt, wordReader } from "./stream.js";
