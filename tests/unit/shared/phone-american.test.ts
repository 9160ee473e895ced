import { expect, test } from "vitest";
import { phoneText, phoneToSend, readPhone } from "../../../src/shared/phone";

// What the page can read before the rules of all countries are there.
test("American numbers are read without the rules of other countries; of others it says that they are not read yet", () => {
  expect(phoneToSend("+1 (602) 555-0143")).toMatchObject({ ok: true, digits: "16025550143" });
  expect(phoneToSend("1-800-FLOWERS")).toMatchObject({ ok: true, digits: "18003569377" });
  expect(phoneToSend("602-555-014")).toMatchObject({ ok: false });
  for (const [typed, country] of [
    ["+44 20 7946 0958", ""],
    ["020 7946 0958", "United Kingdom"],
  ] as const)
    expect(readPhone(typed, country)).toMatchObject({ ok: false, sentence: expect.stringContaining("in a moment") });
  expect(phoneText("+44 20 7946 0958")).toBe("+44 20 7946 0958");
});
