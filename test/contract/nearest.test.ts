import { expect, test } from "vitest";
import { didYouMean } from "../../harness/contract/index.js";

test.each([
  ["he_nromal", ["he_normal", "he_uniform"], " (did you mean he_normal?)"],
  ["std", ["mean", "stddev"], " (did you mean stddev?)"],
  ["st", ["mean", "stddev"], ""],
  ["kaiming_normal_", ["torch:kaiming_normal_"], " (did you mean torch:kaiming_normal_?)"],
  ["zzz", ["mean", "stddev"], ""],
])("%s among %j", (name, known, hint) => expect(didYouMean(name, known)).toBe(hint));
