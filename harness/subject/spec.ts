/** Where the tensors come from, as plain data that a thread or another machine can open again. */
export interface SubjectSpec {
  readonly subject: string;
  /** A program that speaks the protocol; with it `subject` is not looked up. */
  readonly command?: string;
  /** The interpreter of the subjects that are Python programs. */
  readonly python?: string;
  /** Seconds that a program may take for an answer. */
  readonly timeout?: number;
}
