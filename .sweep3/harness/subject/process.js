/** A program run without a shell, in a process group of its own that ends as one. */
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { byteReader } from "../format/byteReader.js";
import { oneLine } from "../format/oneLine.js";
import { forget, killGroup, remember } from "./processCleanup.js";
const STDERR_KEPT = 2048;
const STDERR_TOLD = 500;
/** How long a killed process may take to give back its memory. */
const KILL_MS = 5_000;
/** How long pipes may stay open after the process is gone: someone outside its group may hold them. */
const PIPES_MS = 500;
/** Throws an Error of one line where the program cannot be started. */
export async function startProcess([program, ...args], environment = process.env) {
    const child = await started(program, args, environment);
    const group = child.pid;
    remember(group);
    let running = true;
    const exited = new Promise((resolve) => {
        child.once("exit", (code, signal) => {
            running = false;
            // What it started ends with it. Later the group's number may be somebody else's.
            killGroup(group);
            forget(group);
            resolve(signal === null ? `exited with code ${code}` : `was killed by ${signal}`);
        });
    });
    const closed = new Promise((resolve) => child.once("close", () => resolve(true)));
    child.stdin.on("error", () => { });
    const lastWords = tailOf(child);
    const output = byteReader(child.stdout);
    return {
        output,
        write: (text) => void child.stdin.write(text),
        ending: (ms) => within(ms, exited),
        stop: async (graceMs) => {
            child.stdin.end();
            // It may be blocked on a full pipe: what is left is not wanted.
            void output.skip(Number.POSITIVE_INFINITY);
            if (graceMs > 0)
                await within(graceMs, exited);
            if (running)
                killGroup(group);
            await within(KILL_MS, exited);
            await within(PIPES_MS, closed);
            for (const stream of [child.stdin, child.stdout, child.stderr])
                stream.destroy();
        },
        lastWords,
    };
}
function started(program, args, env) {
    return new Promise((resolve, reject) => {
        const refuse = (error) => {
            const why = error.code ?? error.message;
            reject(new Error(`command: must name a program that starts, got ${JSON.stringify(program)} (${oneLine(why)})`));
        };
        try {
            const child = spawn(program, args, { detached: true, stdio: "pipe", windowsHide: true, env });
            child.once("spawn", () => resolve(child));
            child.on("error", refuse);
        }
        catch (error) {
            refuse(error);
        }
    });
}
/** Reads stderr to the end, so that the process never waits for a reader, and keeps the last of it. */
function tailOf(child) {
    let tail = Buffer.alloc(0);
    child.stderr.on("error", () => { });
    child.stderr.on("data", (chunk) => {
        tail = Buffer.concat([tail, chunk.subarray(-STDERR_KEPT)]).subarray(-STDERR_KEPT);
    });
    return () => oneLine(tail.toString("utf8"), STDERR_TOLD, "end");
}
/** Waits for an event no longer than this; undefined if it has not come. */
export async function within(ms, event) {
    const timer = new AbortController();
    const late = sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined);
    try {
        return await Promise.race([event, late]);
    }
    finally {
        timer.abort();
    }
}
