/** An elementwise nonlinearity, given by what the theory needs. */
export interface Activation {
  readonly name: string;
  /** Where fn or its derivative is not smooth. Nonzero kinks come in pairs of opposite sign. */
  readonly kinks: readonly number[];
  readonly fn: (x: number) => number;
  readonly derivative: (x: number) => number;
  /** The slopes of a piecewise-linear activation through the origin. */
  readonly homogeneous?: Slopes;
  /** The activation of each layer, if layers differ. */
  readonly layers?: readonly Activation[];
  /** Closed forms of the expectations over two inputs, where these are known. */
  readonly kernel?: Kernel;
}

/** phi(x) = positive x for x > 0, negative x for x < 0. */
export interface Slopes {
  readonly positive: number;
  readonly negative: number;
}

/** Expectations over (u, v), jointly normal with variance q each and correlation c. */
export interface Kernel {
  /** E[phi(u) phi(v)]. */
  readonly phiPhi: (q: number, c: number) => number;
  /** E[phi'(u) phi'(v)]. */
  readonly dphiDphi: (q: number, c: number) => number;
}
