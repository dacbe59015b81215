/** A real Redis in a folder of its own, and the processes around it. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { ROOT } from "../run.js";

const PROGRAM = join(ROOT, "dist", "cli.js");

const starts = (server: string): boolean => spawnSync(server, ["--version"]).status === 0;

export const hasRedis = starts("redis-server");
export const hasValkey = starts("valkey-server");

/** A running program and what it has printed on stderr. */
export interface Running {
  readonly child: ChildProcess;
  stderr(): string;
  /** The exit code, or the signal. */
  readonly ended: Promise<number | string>;
}

export class RedisServer {
  readonly folder = mkdtempSync(join(tmpdir(), "initgate-fleet-"));
  #server: ChildProcess | undefined;
  readonly #running: ChildProcess[] = [];
  #client: Redis | undefined;
  #port = 0;

  constructor(
    private readonly program = PROGRAM,
    private readonly server = "redis-server",
    private readonly host = "127.0.0.1",
  ) {}

  get url(): string {
    return `redis://${this.host}:${this.#port}`;
  }

  /** To look at what lies there, and to put anything there. */
  get client(): Redis {
    this.#client ??= new Redis(this.url, { maxRetriesPerRequest: null }).on("error", () => {});
    return this.#client;
  }

  async start(more: readonly string[] = []): Promise<void> {
    this.#port ||= await freePort();
    const words = ["--port", String(this.#port), "--bind", this.host, "--dir", this.folder, "--save", ""];
    this.#server = spawn(this.server, [...words, "--appendonly", "yes", ...more], { stdio: "ignore" });
    await until(async () => (await this.client.ping()) === "PONG");
  }

  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const server = this.#server!;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill(signal);
    await ended;
  }

  run(args: readonly string[], environment: Readonly<Record<string, string>> = {}, node = process.execPath): Running {
    const child = spawn(node, [this.program, ...args], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, ...environment },
    });
    this.#running.push(child);
    let text = "";
    child.stderr!.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    const ended = new Promise<number | string>((resolve) =>
      child.once("close", (code, signal) => resolve(code ?? signal ?? "")),
    );
    return { child, stderr: () => text, ended };
  }

  worker(
    name: string,
    more: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
    node = process.execPath,
  ): Running {
    return this.run(["worker", "--redis", this.url, "--name", name, "--threads", "1", ...more], environment, node);
  }

  async close(): Promise<void> {
    for (const child of this.#running) child.kill("SIGKILL");
    this.#client?.disconnect();
    if (this.#server?.exitCode === null) await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits until it holds. Throws an Error after `seconds`. */
export async function until(holds: () => Promise<boolean> | boolean, seconds = 120): Promise<void> {
  const end = performance.now() + 1000 * seconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`must hold within ${seconds} s`);
    await sleep(50);
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
}
