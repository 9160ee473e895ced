import { expect, it } from "vitest";
import { systemClock } from "../../../src/main/base/clock";
import { createPeppers } from "../../../src/main/people/peppers";
import { createPins } from "../../../src/main/people/pins";

const peppers = () => {
  const kept = new Map<string, string>();
  const keep = async (name: string, value: string) => void kept.set(name, value);
  return createPeppers({ get: async (name) => kept.get(name) ?? null, set: async () => "memory", keep });
};
const pins = createPins({ peppers: peppers(), clock: systemClock });

it("a PIN costs what this computer can bear, never less than OWASP asks for, and tells nothing", async () => {
  const kept = await pins.hash("123456");
  const from = performance.now();
  expect(await pins.matches("123456", kept)).toBe(true);
  const took = performance.now() - from;
  process.stdout.write(`PIN: ${Math.round(took)} ms a check, scrypt N ${kept.n}, r ${kept.r}, p ${kept.p}\n`);
  expect(await pins.matches("123457", kept)).toBe(false);
  expect(kept.r).toBe(8);
  expect([2 ** 15 * 3, 2 ** 16 * 2, 2 ** 17]).toContainEqual(
    expect.toSatisfy((least: number) => kept.n * kept.p >= least),
  );
  // The same PIN is kept in another way each time, and a copied file is worth nothing without the pepper.
  expect((await pins.hash("123456")).hash).not.toBe(kept.hash);
  const elsewhere = createPins({ peppers: peppers(), clock: systemClock });
  expect(await elsewhere.matches("123456", kept)).toBe(false);
});
