/** Scripts that complete: the shells themselves read them, and every command and option is in them. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { commands } from "../../harness/program/commands.js";
import { initgate } from "../run.js";

const scriptOf = (shell: string): string => {
  const { code, stdout, stderr } = initgate(["completion", shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
};

test.each(["bash", "zsh", "fish"])("%s has every command, and the options of check", (shell) => {
  const script = scriptOf(shell);
  for (const name of Object.keys(commands)) expect(script).toContain(name);
  for (const option of ["initializer", "shard", "fan-in"]) expect(script).toContain(option);
});

test("bash completes a command and an option", () => {
  const completions = (words: readonly string[]): string[] => {
    const ask = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _initgate; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return spawnSync("bash", ["-c", `${scriptOf("bash")}\n${ask}`], { encoding: "utf8", cwd: "/" })
      .stdout.trim()
      .split("\n");
  };
  expect(completions(["initgate", "pro"])).toEqual(["propagate"]);
  expect(completions(["initgate", "check", "--init"])).toEqual(["--initializer"]);
  expect(completions(["initgate", "baseline", "com"])).toEqual(["compare"]);
});

test("an unknown shell is refused in one line", () => {
  const { code, stderr } = initgate(["completion", "tcsh"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^initgate: .*must be one of bash, zsh, fish, got tcsh\n$/);
});
