// Set-up file of the survey: which functions each test has passed through (worker.mjs puts the probes in).
import { afterEach, beforeEach } from "vitest";

const passed = (globalThis.counterfoilPassed ??= new Set());
const loading = new Set();
let running = false;

beforeEach(() => {
  // What was passed while no test ran (loading, beforeAll) counts for every test of the file.
  if (!running) for (const each of passed) loading.add(each);
  passed.clear();
  running = true;
});

afterEach(({ task }) => {
  task.meta.hits = [...new Set([...loading, ...passed])];
  passed.clear();
  running = false;
});
