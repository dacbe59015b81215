import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { splitWords } from "../../harness/subject/processWords.js";

/** What /bin/sh makes of a command, expansions apart. */
const shellWords = (command: string): string[] =>
  execFileSync("/bin/sh", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);

test.each([
  ["python he.py", ["python", "he.py"]],
  ["  a\t'b  c'  ", ["a", "b  c"]],
  [String.raw`/opt/my\ model/run "a \"b\" \$c \n"`, ["/opt/my model/run", String.raw`a "b" $c \n`]],
  [`a --x='y z'"w" ''`, ["a", "--x=y zw", ""]],
  ["a \\\nb", ["a", "b"]],
])("%j", (command, words) => {
  expect(splitWords(command)).toEqual(words);
});

test("splits as the shell does", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "'", '"', "\\", "-", "=", "é", "/"), maxLength: 30 });
  fc.assert(
    fc.property(text, (tail) => {
      const command = `x${tail}`;
      let words: readonly string[] | undefined;
      try {
        words = splitWords(command);
      } catch {
        // The shell refuses an open quote too; a backslash at the very end it takes as it is.
        if (!/(^|[^\\])(\\\\)*\\$/.test(command)) expect(() => shellWords(command)).toThrow();
        return;
      }
      expect(words).toEqual(shellWords(command));
    }),
    { numRuns: 100 },
  );
});

test.each(["", "   ", "''", "'a", '"a', 'a "b\\"', "a\\"])("refuses %j", (command) => {
  expect(() => splitWords(command)).toThrow(/^command: must [^\n]*$/);
});
