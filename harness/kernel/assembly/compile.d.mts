/** Compiles every kernel into `folder`; answers their names. */
export function compileKernels(folder: string): Promise<string[]>;
