// Opens a command by the module compiled at a path, draws once and waits to be interrupted.
const [module, command] = process.argv.slice(2);
const { openCommand } = await import(module);
const subject = await openCommand(command, {});
const shape = [2, 2];
await subject.draw([
  { initializer: "he_normal", shape, layout: "io", groups: 1, dtype: "float32", seed: 1, params: {} },
]);
setInterval(() => {}, 1000);
