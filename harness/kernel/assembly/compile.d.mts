/** Compiles every kernel into `folder`; returns their names. */
export function compileKernels(folder: string): Promise<string[]>;
