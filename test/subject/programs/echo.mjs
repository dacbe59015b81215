// A subject that supports nothing: it answers the words of each request.
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const { describe, ...request } = JSON.parse(line);
  if (describe) console.log(JSON.stringify({ name: "echo", version: "1", initializers: ["he_normal"] }));
  else console.log(JSON.stringify({ id: request.id, error: `unsupported: ${Object.keys(request).join(" ")}` }));
}
