import { describe, expect, test } from "vitest";
import { claimFor } from "../../harness/audit/claims.js";
import { contractOf } from "../../harness/audit/contractFile.js";
import { matches } from "../../harness/contract/pattern.js";
import { glorotUniform, heNormal, lecunNormal, zeros } from "../../initializers/index.js";
import { initgate } from "../run.js";
import { saved, savedText, weight } from "./saved.js";

test("patterns", () => {
  expect(matches("*", "anything/at.all")).toBe(true);
  expect(matches("conv*.weight", "conv1.weight")).toBe(true);
  expect(matches("conv*.weight", "conv1.bias")).toBe(false);
  expect(matches("a*a", "a")).toBe(false);
  expect(matches("*b*b*", "abcb")).toBe(true);
  expect(matches("exact", "exactly")).toBe(false);
  expect(matches("{conv,fc}?.*", "fc2.bias")).toBe(true);
  expect(matches("layers.[0-4].weight", "layers.3.weight")).toBe(true);
  expect(matches("layers.[0-4].weight", "layers.5.weight")).toBe(false);
  expect(matches("odd[name](1)", "odd[name](1)")).toBe(true);
  expect(matches(".hidden", ".hidden") && matches("*", ".hidden")).toBe(true);
});

test("the first claim that matches speaks", () => {
  const claims = contractOf(
    '[[tensor]]\nname = ["fc.*", "x"]\nas = "a"\n[[tensor]]\nname = "*"\nas = "b"',
    false,
  ).claims;
  expect(claimFor(claims, "fc.weight")?.contract).toBe("a");
  expect(claimFor(claims, "x")?.contract).toBe("a");
  expect(claimFor(claims, "y")?.contract).toBe("b");
});

describe("what a contract file cannot say is refused in one line", () => {
  test.each([
    ["tensor = 3", "tensor must be a list of tables, got 3"],
    ['[[tensor]]\nname = "a"', "tensor 1: as must be a text, got nothing"],
    ['[[tensor]]\nas = "he_normal"', "tensor 1: name must be a name or a list of names, got nothing"],
    ['[[tensor]]\nname = []\nas = "x"', "tensor 1: name must be a name or a list of names, got []"],
    [
      '[[tensor]]\nname = "a"\nas = "b"\nlayouts = "oi"',
      "tensor 1: keys must be of name, as, layout, groups, fan_in, fan_out, params, rows, columns, split, part, optional, when, got layouts (did you mean layout?)",
    ],
    ['[[tensor]]\nname = "a"\nas = "b"\ngroups = 0', "tensor 1: groups must be a positive integer, got 0"],
    [
      '[[tensor]]\nname = "a"\nas = "b"\nparams = { a = [1] }',
      'tensor 1: params must be of numbers and texts, got {"a":[1]}',
    ],
    [
      "layouts = 3",
      "contract: keys must be of layout, groups, let, tensor, tied, replicated, got layouts (did you mean layout?)",
    ],
    ['[[tied]]\nname = "a"', "tied 1: keys must be of names, optional, when, got name (did you mean names?)"],
  ])("%j", (text, message) => expect(() => contractOf(text, false)).toThrow(message));

  test("what is no TOML, and no JSON", () => {
    expect(() => contractOf("a = = 3", false)).toThrow(/^must be TOML, got [^\n]+$/);
    expect(() => contractOf("{", true)).toThrow(/^must be JSON, got [^\n]+$/);
    expect(() => contractOf("[]", true)).toThrow("contract must be a table, got []");
  });
});

describe("audit --contract", () => {
  const model = saved({
    "conv1.weight": weight(lecunNormal, { shape: [32, 8, 3, 3], layout: "oihw", seed: 1 }),
    "conv2.weight": weight(heNormal, { shape: [64, 4, 3, 3], layout: "(go)ihw", groups: 4, seed: 2 }),
    "head.weight": weight(glorotUniform, { shape: [90, 30], layout: "(go)i", groups: 3, seed: 3 }),
    "head.bias": weight(zeros, { shape: [90] }),
  });
  const contract = `
layout = "oi,oihw"

[[tensor]]
name = "conv1.*"
as = "torch:kaiming_normal_"
params = { a = 1 }

[[tensor]]
name = "conv2.weight"
as = "he_normal"
layout = "(go)ihw"
groups = 4

[[tensor]]
name = "head.weight"
as = "glorot_uniform"
layout = "(go)i"
groups = 3

[[tensor]]
name = "*.bias"
as = "zeros"
`;
  const audit = (text: string, name = "model.toml") => initgate(["audit", model, "--contract", savedText(name, text)]);

  test("holds a whole model to it", () => {
    const run = audit(contract);
    expect(run.stderr).toBe("");
    expect(run.stdout).toContain("4 passed, 0 failed, 0 undetermined");
    expect(run.code).toBe(0);
  });

  test("says the same in JSON", () => {
    const json = {
      layout: "oi,oihw",
      tensor: [
        { name: "conv1.weight", as: "lecun_normal" },
        { name: "head.weight", as: "glorot_uniform" },
      ],
    };
    const run = audit(JSON.stringify(json), "model.json");
    expect(run.stdout).toContain("✓ conv1.weight");
    // Without its groups the packed head has half the variance of three.
    expect(run.stdout).toMatch(/✗ head\.weight.*\n.*\n/);
    expect(run.code).toBe(1);
  });

  test("names the mistake against it", () => {
    const run = audit(contract.replace('"torch:kaiming_normal_"\nparams = { a = 1 }', '"he_normal"'));
    expect(run.stdout).toMatch(/✗ conv1\.weight.*\n {4}missing-gain/);
    expect(run.code).toBe(1);
  });

  test("refuses contracts that nobody knows, and patterns that fit nothing", () => {
    expect(audit('[[tensor]]\nname = "*"\nas = "nobody:knows"').stderr).toMatch(
      /^initgate: initializer: must be the name of a contract, got nobody:knows\n$/,
    );
    const run = audit('[[tensor]]\nname = "conv9.*"\nas = "he_normal"');
    expect(run.stderr).toBe("initgate: audit: every pattern must match a tensor, got none for conv9.*\n");
    expect(run.code).toBe(2);
    expect(initgate(["audit", model, "--contract", "/no/such.toml"]).stderr).toBe(
      "initgate: /no/such.toml: must be a readable file, got ENOENT, no such file\n",
    );
  });

  test("--as goes before it, and may be a glob with braces", () => {
    const run = initgate([
      "audit",
      model,
      "--contract",
      savedText("m.toml", contract),
      "--as",
      "{conv1,nothing}.weight=lecun_normal",
    ]);
    expect(run.stderr).toBe("");
    expect(run.code).toBe(0);
  });
});
