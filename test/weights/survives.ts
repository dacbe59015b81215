/** What a reader of files must do with any bytes: tensors, or an error of one line. */
import { entryCount, type Tensor } from "../../harness/weights/tensor.js";
import type { Weights } from "../../harness/weights/weights.js";

const isOneLine = (text: string): boolean => text.length > 0 && text.length < 1000 && !/[\n\r]/.test(text);
const isTensor = ({ shape, dtype, data }: Tensor): boolean =>
  data.length === entryCount(shape) && data instanceof (dtype === "float64" ? Float64Array : Float32Array);

/** What an engine says of a program's own mistakes. */
const isOurs = (message: string): boolean =>
  /Cannot (?:read|set|convert|mix)|is not (?:a function|iterable|defined)/.test(message);

/** A tensor or an error of one line: anything else is a failure, and so is an error that nobody wrote. */
export async function outcome(tensor: () => Tensor | Promise<Tensor>): Promise<boolean> {
  try {
    return isTensor(await tensor());
  } catch (error) {
    return (
      error instanceof Error && !(error instanceof TypeError) && isOneLine(error.message) && !isOurs(error.message)
    );
  }
}

export async function survives(opening: Promise<Weights>): Promise<boolean> {
  let weights: Weights | undefined;
  if (
    !(await outcome(async () => {
      weights = await opening;
      return { shape: [0], dtype: "float32", data: new Float32Array(0) };
    }))
  )
    return false;
  const isRight = weights === undefined || (await allSurvive(weights));
  await weights?.close();
  return isRight;
}

async function allSurvive(weights: Weights): Promise<boolean> {
  for (const { name, unsupported } of weights.entries) {
    if (unsupported !== undefined && (!isOneLine(unsupported) || isOurs(unsupported))) return false;
    if (!(await outcome(() => weights.load(name)))) return false;
    if (!(await piecesAgree(weights, name))) return false;
  }
  return true;
}

/** Piece by piece a tensor is what it is at once, or fails as it does. */
async function piecesAgree(weights: Weights, name: string): Promise<boolean> {
  const whole = await weights.load(name).catch(() => undefined);
  const pieces: number[] = [];
  try {
    for await (const piece of weights.pieces(name)) pieces.push(...piece);
  } catch (error) {
    return whole === undefined && isOneLine((error as Error).message);
  }
  const sum = (values: Iterable<number>): string => JSON.stringify([...values].sort());
  return whole !== undefined && sum(pieces) === sum(whole.data);
}
