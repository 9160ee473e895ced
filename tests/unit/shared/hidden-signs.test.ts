import { expect, it } from "vitest";
import { withoutHiddenSigns } from "../../../src/shared/hidden-signs";

it("takes out what turns or hides text, and nothing else", () => {
  expect(withoutHiddenSigns("Ann \u{202E}00.01$\u{202C} \u{2066}x\u{2069}\u{200F}\u{200E}\u{061C}")).toBe(
    "Ann 00.01$ x",
  );
  expect(withoutHiddenSigns("a\u{0000}b\u{001B}[31mc\u{007F}\u{0085}d\u{FEFF}\u{200B}e\u{E0041}")).toBe("ab[31mcde");
  expect(withoutHiddenSigns("one\u{2028}two\u{2029}three\nfour\tfive\r\n")).toBe("one\ntwo\nthree\nfour\tfive\r\n");
  // Persian needs the non-joiner, a family the joiner.
  for (const kept of ["می\u{200C}خواهم", "👨\u{200D}👩\u{200D}👧", "שלום", "Ó Súilleabháin", "小明"])
    expect(withoutHiddenSigns(kept)).toBe(kept);
});
