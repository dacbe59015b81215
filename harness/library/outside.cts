/**
 * Jest runs tests in a realm of its own: ES modules cannot be required there, and every look at `Math` or another global is some ten times
 * as slow. Modules of this package are therefore loaded in the realm of the process, where Jest itself runs.
 */
import nodeModule = require("node:module");
import path = require("node:path");
import vm = require("node:vm");

const { createRequire } = vm.runInThisContext("process.getBuiltinModule('node:module')") as typeof nodeModule;

/**
 * The exports of a module of this package, the same objects for CommonJS and for `import`.
 *
 * @param file relative to the package's root, such as "./index.js"
 */
const requireOutside = (file: string): unknown => createRequire(__filename)(path.resolve(__dirname, "../..", file));

export = requireOutside;
