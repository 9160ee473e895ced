import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact } from "../../../src/shared/redact";
import { isRefundOf, LONGEST_TAKE_BACK_WORDS, readMark, withMark } from "../../../src/shared/refund-mark";

const ID = "7c1e9a52-3f10-4b7e-9d53-0a6f3c21b2f0";

describe("our mark in a refund's description", () => {
  it("is read as it was written, and leaves the person's words as they were", () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.option(fc.string({ minLength: 5, maxLength: LONGEST_TAKE_BACK_WORDS })),
        (id, typed) => {
          const words = typed?.trim() || null;
          const sent = withMark(words, id);
          expect(sent.length).toBeLessThanOrEqual(190);
          expect(sent.length).toBeGreaterThanOrEqual(5);
          expect(readMark(sent)).toEqual({ words, mark: id.slice(0, 8) });
        },
      ),
    );
  });

  it.each(["Order 1234567890123", "4012 0000 9876 5439", "2026-11-21"])("survives the redactor behind %s", (words) => {
    expect(readMark(redact(withMark(words, ID))).mark).toBe("7c1e9a52");
    const digits = "12345678-3f10-4b7e-9d53-0a6f3c21b2f0";
    expect(readMark(redact(withMark(words, digits))).mark).toBe("12345678");
  });

  it.each(["", "Refund", "[ref 7c1e9a5]", "[ref 7c1e9a52] of ours", "ref 7c1e9a52"])("is not in “%s”", (said) => {
    expect(readMark(said)).toEqual({ words: said.trim() || null, mark: null });
  });

  it("names one attempt", () => {
    expect(isRefundOf({ reference: ID }, ID)).toBe(true);
    expect(isRefundOf({ reference: "7c1e9a52" }, ID)).toBe(true);
    for (const reference of ["7c1e9a53", "7c1e9a5", "", null, undefined, ID.slice(0, 9)])
      expect(isRefundOf({ reference }, ID)).toBe(false);
  });
});
