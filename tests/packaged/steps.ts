import { afterEach, beforeEach } from "vitest";

// The phase of `npm test` prints these lines: what was done, and how long it took.
let began = 0;
beforeEach(() => {
  began = Date.now();
});
afterEach(({ task }) => {
  process.stdout.write(`packaged: ${task.name}, ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
});
