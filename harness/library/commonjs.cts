/** What `require("initgate")` answers, in Node and in Jest's default mode: the exports of the package's root. */
import requireOutside = require("./outside.cjs");

export = requireOutside("./index.js");
