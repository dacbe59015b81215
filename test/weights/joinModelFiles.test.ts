/** Models of several files, and files that are no weights. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openWeights } from "../../harness/weights/openWeights.js";
import { FIXTURES, heldByLibrary, heldByUs } from "./fixtureFiles.js";
import { zipOf } from "./zipOf.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-several-"));
afterAll(() => rmSync(folder, { recursive: true }));
let copies = 0;
/** A copy of the sharded model, to be changed. */
const sharded = (): string => {
  const copy = join(folder, `sharded-${++copies}`);
  cpSync(join(FIXTURES, "sharded"), copy, { recursive: true });
  return copy;
};
const INDEX = "model.safetensors.index.json";
const FIRST = "model-00001-of-00002.safetensors";
const changeIndex = (copy: string, change: (map: Record<string, string>) => void): string => {
  const index = JSON.parse(readFileSync(join(copy, INDEX), "utf8")) as { weight_map: Record<string, string> };
  change(index.weight_map);
  writeFileSync(join(copy, INDEX), JSON.stringify(index));
  return copy;
};
const written = (name: string, bytes: string | Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

describe("one model of several files", () => {
  const { tensors } = heldByLibrary(join(FIXTURES, "sharded"));
  test.each([
    ["a folder", ""],
    ["its index", INDEX],
    ["a glob of shards", "*.safetensors"],
    ["a glob of everything", "*"],
  ])("%s", async (_, name) => {
    const path = join(sharded(), name);
    expect((await heldByUs(path)).tensors).toEqual(tensors);
    const weights = await openWeights(path);
    expect(new Set(weights.entries.map(({ file }) => file?.split("/").at(-1))).size).toBe(2);
    await weights.close();
  });

  test("a folder without an index, and with other files", async () => {
    const copy = sharded();
    rmSync(join(copy, INDEX));
    writeFileSync(join(copy, "config.json"), "{}");
    writeFileSync(join(copy, "README.md"), "# words");
    mkdirSync(join(copy, "logs"));
    expect((await heldByUs(copy)).tensors).toEqual(tensors);
  });

  test("a shard that is a pointer is told of, and the others are read", async () => {
    const copy = sharded();
    rmSync(join(copy, INDEX));
    writeFileSync(join(copy, FIRST), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n");
    const { others, tensors: held } = await heldByUs(copy);
    expect(others).toEqual([
      `${FIRST}: must be a file of weights, got a Git LFS pointer: fetch the file itself with git lfs pull`,
    ]);
    expect(Object.keys(held).length).toBeGreaterThan(0);
  });

  test("links to blobs that all revisions share are followed, as in Hugging Face's cache", async () => {
    const [cache, copy] = [join(folder, "cache"), sharded()];
    mkdirSync(join(cache, "blobs"), { recursive: true });
    mkdirSync(join(cache, "snapshots", "abc"), { recursive: true });
    for (const [blob, name] of [INDEX, FIRST, "model-00002-of-00002.safetensors"].entries()) {
      cpSync(join(copy, name), join(cache, "blobs", `${blob}`));
      symlinkSync(`../../blobs/${blob}`, join(cache, "snapshots", "abc", name));
    }
    expect((await heldByUs(join(cache, "snapshots", "abc"))).tensors).toEqual(tensors);
  });
});

describe("refuses a model", () => {
  test.each<[string, (copy: string) => unknown, RegExp]>([
    [
      "of a tensor twice",
      (copy) => {
        rmSync(join(copy, INDEX));
        cpSync(join(copy, FIRST), join(copy, "again.safetensors"));
      },
      /must name every tensor once, got .* in again\.safetensors and in model-00001/,
    ],
    [
      "of an absent shard",
      (copy) => rmSync(join(copy, FIRST)),
      /model-00001-of-00002\.safetensors: must be a readable file, got ENOENT/,
    ],
    [
      "of a tensor elsewhere",
      (copy) =>
        changeIndex(copy, (map) => {
          map["h.9.weight"] = FIRST;
        }),
      /must hold h\.9\.weight, as weight_map says, got no such tensor/,
    ],
    [
      "of a shard outside",
      (copy) =>
        changeIndex(copy, (map) => {
          map["x"] = "../secret.safetensors";
        }),
      /must name files beside it, got "\.\.\/secret\.safetensors"/,
    ],
    [
      "of an absolute path",
      (copy) =>
        changeIndex(copy, (map) => {
          map["x"] = "/etc/passwd";
        }),
      /must name files beside it, got "\/etc\/passwd"/,
    ],
    [
      "of a link elsewhere",
      (copy) => {
        rmSync(join(copy, FIRST));
        symlinkSync("/etc/passwd", join(copy, FIRST));
      },
      /must name files beside it, got a link elsewhere/,
    ],
    [
      "that leads to itself",
      (copy) =>
        changeIndex(copy, (map) => {
          map["x"] = INDEX;
        }),
      /index\.json: must be a file of weights, got one that begins with/,
    ],
    [
      "of two indexes",
      (copy) => cpSync(join(copy, INDEX), join(copy, "other.index.json")),
      /must hold one model: name one of model\.safetensors\.index\.json, other\.index\.json/,
    ],
    [
      "of Orbax",
      (copy) => writeFileSync(join(copy, "_CHECKPOINT_METADATA"), ""),
      /got an Orbax checkpoint: restore it with Orbax/,
    ],
  ])("%s", async (_, change, message) => {
    const copy = sharded();
    change(copy);
    await expect(openWeights(copy)).rejects.toThrow(message);
  });

  test("that no file is of", async () => {
    await expect(openWeights(join(folder, "absent-*.safetensors"))).rejects.toThrow(/must match a file, got none/);
  });
});

describe("says what a file is that is no weights", () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    [
      "a Git LFS pointer",
      "version https://git-lfs.github.com/spec/v1\n",
      /got a Git LFS pointer: fetch the file itself with git lfs pull/,
    ],
    ["TensorFlow Lite", Buffer.from("\x1c\0\0\0TFL3\x14\0", "latin1"), /got a TensorFlow Lite model/],
    [
      "a tar archive",
      Buffer.concat([Buffer.alloc(257, "a"), Buffer.from("ustar\x0000")]),
      /got a tar archive: unpack it/,
    ],
    ["gzip", Buffer.of(0x1f, 0x8b, 8, 0), /got a gzip file: unpack it/],
    ["PNG", Buffer.from("\x89PNG\r\n\x1a\n\0\0", "latin1"), /must be a file of weights, got a picture/],
    ["a web page", "\n<!DOCTYPE html><html>", /got a web page: download the file itself/],
    ["another pickle", Buffer.from("\x80\x04\x95\x00", "latin1"), /got a pickle that torch\.save did not write/],
    ["other JSON", '{"a": 1}', /must lead to weights \(weight_map, weightsManifest\), got other JSON/],
    ["other bytes", Buffer.of(0, 1, 2, 3), /must be a file of weights, got one that begins with 00010203/],
  ])("%s", async (name, bytes, message) => {
    await expect(openWeights(written(`${name}.pt`, bytes))).rejects.toThrow(message);
  });
});

describe("a pickle is read, never run", () => {
  /** An archive of torch.save's, of this pickle. */
  const archive = (pickle: string): string =>
    written("pickle.pt", zipOf([{ name: "a/data.pkl", content: Buffer.from(pickle, "latin1") }]));
  const system = "cposix\nsystem\n(S'touch /tmp/initgate-was-run'\ntR";
  test.each<[string, string, RegExp]>([
    ["a call", `${system}.`, /got posix\.system, which is not run/],
    ["a call that is dropped", `${system}0}.`, /got posix\.system, which is not run/],
    [
      "a call in an optimizer's state",
      `}(S'state'\n${system}S'param_groups'\n]u.`,
      /got posix\.system, which is not run/,
    ],
    [
      "lists of lists of lists",
      `]q\x00${"0](h\x00h\x00eq\x00".repeat(40)}.`,
      /must nest at most 64 deep and hold at most/,
    ],
    ["a list of itself", "]q\x00h\x00a.", /must nest at most 64 deep/],
    ["half a pickle", "}(S'a'", /pickle: must be whole, got a part/],
    ["no pickle", "hello.", /must hold opcodes|must get only what was put/],
    ["nothing but numbers", "(I1\nI2\nl.", /must hold tensors, got none/],
  ])("%s", async (_, pickle, message) => {
    await expect(openWeights(archive(pickle))).rejects.toThrow(message);
    expect(existsSync("/tmp/initgate-was-run")).toBe(false);
  });
});
