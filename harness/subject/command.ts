/** Any program, in any language, as a subject: it answers JSON lines on stdin with .npy files on stdout. */
import { type Process, startProcess, withTimeout } from "./process.js";
import { readAnswer, readDescription } from "./processAnswer.js";
import { splitWords } from "./processWords.js";
import { withPythonHelper } from "./pythonEnvironment.js";
import type { Answer, Request, Subject } from "./subject.js";

export interface CommandOptions {
  /** Time to start and to describe itself, which may include importing a framework. */
  readonly describeTimeoutMs?: number;
  /** Time for each answer, counted from the one before. */
  readonly answerTimeoutMs?: number;
  /** Time to exit after the end of its stdin. */
  readonly graceMs?: number;
  /** Variables beside those of this process, which they override. */
  readonly environment?: Readonly<Record<string, string>>;
}

const defaults = { describeTimeoutMs: 60_000, answerTimeoutMs: 60_000, graceMs: 2_000 };
/** Requests sent ahead of their answers: enough to keep the program busy, few enough that no pipe fills. */
const WINDOW = 8;

/** How long to wait for the exit of a process that has closed its stdout. */
const EXIT_MS = 500;

/** A running program, and the reason why its answers are no longer trusted, once there is one. */
interface Session {
  readonly process: Process;
  name: string;
  broken: string | undefined;
  requests: number;
}

/**
 * Starts `command` (split like a shell does, run without one) and asks it to describe itself. Throws an Error of one line
 * where it cannot be started or described. Afterwards nothing that the program does throws: a wrong answer is a broken
 * one, and after a hang, a crash or garbage the process is killed and every further answer is broken for the same reason.
 */
export async function openCommand(command: string, options: CommandOptions = {}): Promise<Subject> {
  const { describeTimeoutMs, answerTimeoutMs, graceMs } = { ...defaults, ...options };
  const running = await startProcess(splitWords(command), withPythonHelper({ ...process.env, ...options.environment }));
  const session: Session = { process: running, name: "command", broken: undefined, requests: 0 };
  running.write('{"describe": true}\n');
  const description = await timed(session, describeTimeoutMs, readDescription(running.output));
  if (description === undefined) throw new Error(session.broken);
  session.name = description.name;
  let last: Promise<unknown> = Promise.resolve();
  return {
    description,
    draw: (requests) => {
      const answers = last.then(() => drawAll(session, requests, answerTimeoutMs));
      last = answers;
      return answers;
    },
    isLost: () => session.broken !== undefined,
    close: async () => {
      session.broken ??= `${session.name}: must be open to answer, got closed`;
      await running.stop(graceMs);
    },
  };
}

async function drawAll(session: Session, requests: readonly Request[], timeoutMs: number): Promise<readonly Answer[]> {
  const { output, write } = session.process;
  const first = session.requests + 1;
  session.requests += requests.length;
  let answers: Answer[] = [];
  // Messages about earlier draws are not the reason of a failure now.
  session.process.forgetWords();
  if (output.waiting()) await fail(session, UNASKED);
  let wanted = requests.length;
  for (let sent = 0; answers.length < wanted && session.broken === undefined; ) {
    for (; sent < Math.min(wanted, answers.length + WINDOW); sent++) {
      const { fanIn: _, fanOut: __, ...asked } = requests[sent]!;
      write(`${JSON.stringify({ id: first + sent, ...asked })}\n`);
    }
    const k = answers.length;
    const answer = await timed(session, timeoutMs, readAnswer(output, requests[k]!, first + k));
    if (answer?.kind === "broken") answers.push({ kind: "broken", reason: `${session.name}: ${answer.reason}` });
    else if (answer !== undefined) answers.push(answer);
    // A small shape may need thousands of tensors: if the first is refused, the others, which differ only in their seed, are not
    // sent.
    if (k === 0 && answers[0]?.kind === "unsupported" && differInSeed(requests)) wanted = sent;
  }
  if (session.broken === undefined && output.waiting()) {
    // With one answer too many, answers cannot be assigned to requests.
    await fail(session, UNASKED);
    answers = [];
  }
  const refusal = wanted < requests.length ? answers[0] : undefined;
  return requests.map((_, k) => answers[k] ?? refusal ?? { kind: "broken", reason: session.broken! });
}

function differInSeed(requests: readonly Request[]): boolean {
  const [first] = requests.map(({ seed: _, ...rest }) => JSON.stringify(rest));
  return requests.every(({ seed: _, ...rest }) => JSON.stringify(rest) === first);
}

const UNASKED = "must answer only what it is asked, got more output";

/** Waits for an answer no longer than its time. Without one the session is broken, and undefined is returned. */
async function timed<T>(session: Session, timeoutMs: number, reading: Promise<T>): Promise<T | undefined> {
  try {
    const answer = await withTimeout(timeoutMs, reading);
    if (answer === undefined) await fail(session, `must answer within ${timeoutMs / 1000} s, got no whole answer`);
    return answer;
  } catch (error) {
    await fail(session, (error as Error).message);
    return undefined;
  }
}

/** The advice to the user if a program does not answer, or a Python program does not find a module. */
function adviceFor(said: string, ending: string | undefined): string {
  if (said === "" && ending === "exited with code 0")
    return "; a subject answers requests until its input ends (in Python: initgate_subject.serve)";
  const module = /ModuleNotFoundError: No module named '([\w.]+)'/.exec(said)?.[1];
  if (module === undefined) return "";
  return `; the Python of --command must have ${module}: name another (/path/to/python), install it, or set PYTHONPATH to its folder`;
}

/** Kills the process and composes the one line that every further answer carries. */
async function fail(session: Session, what: string): Promise<void> {
  const { process, name } = session;
  const ending = process.output.ended() ? await process.ending(EXIT_MS) : undefined;
  await process.stop(0);
  const said = process.lastWords();
  session.broken ??= [
    `${name}: ${what}`,
    ending === undefined ? "" : ` (${ending})`,
    said && `; stderr: ${said}`,
    adviceFor(said, ending),
  ].join("");
}
