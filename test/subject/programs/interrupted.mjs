// Opens the command that it is given, draws once and waits to be interrupted. It runs the built package.
import { openCommand } from "../../../dist/harness/subject/command.js";

const subject = await openCommand(process.argv[2], {});
const shape = [2, 2];
await subject.draw([
  { initializer: "he_normal", shape, layout: "io", groups: 1, dtype: "float32", seed: 1, params: {} },
]);
setInterval(() => {}, 1000);
