import { describe, expect, test } from "vitest";
import { emailNote, isEmail, readEmail } from "../../../src/shared/email";

describe("an e-mail address, out of what was typed or pasted", () => {
  test.each([
    "ann@example.com",
    " ann@example.com ",
    "ann@example.com.",
    "ann@example.com;",
    "ann@example.com,",
    "<ann@example.com>",
    "Ann Lee <ann@example.com>",
    '"Lee, Ann" <ann@example.com>;',
    "ann@example.com <ann@example.com>",
    "Ann Lee [mailto:ann@example.com]",
    "ann@example.com (Ann Lee)",
    "mailto:ann@example.com",
    "MAILTO:ann@example.com?subject=Order%207",
    "E-mail: ann@example.com",
    "(ann@example.com)",
    "“ann@example.com”",
    "\u202aann@example.com\u202c",
    "ann@\u200bexample.com\ufeff",
    "ann@exam\u00adple.com",
    "ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ",
    "ann＠example。com",
  ])("%s", (typed) => {
    expect(readEmail(typed)).toEqual({ ok: true, address: "ann@example.com" });
  });

  test.each([
    "o'brien@example.com",
    "ann.lee+shop@mail.example.co.uk",
    "ann_lee-7@example.com",
    "a&b@example.com",
    "Ann@Example.COM",
    "7@example.io",
    "ann@xn--exmple-cua.com",
    "ann@example.xn--p1ai",
  ])("%s stays as it was typed", (typed) => {
    expect(readEmail(typed)).toEqual({ ok: true, address: typed });
    expect(isEmail(typed)).toBe(true);
    expect(emailNote(typed)).toBeNull();
  });

  test.each([
    ["ann.example.com", "@ is missing"],
    ["Ann Lee", "@ is missing"],
    ["@example.com", "before the @"],
    ["ann@", "behind the @"],
    ["ann@@example.com", "@ too many"],
    ["ann@lee@example.com", "@ too many"],
    ["ann lee@example.com", "space"],
    ["ann @example.com", "space"],
    ["ann@exam ple.com", "space"],
    ["Ann Lee ann@example.com", "space"],
    ["ann@example,com", "comma"],
    ["ann,lee@example.com", "comma"],
    ["ann@example..com", "two dots"],
    [".ann@example.com", "begins or ends with a dot"],
    ["ann.@example.com", "begins or ends with a dot"],
    ["ann@example", "ending"],
    ["ann@example.c", "ending"],
    ["ann@10.0.0.1", "ending"],
    ["ann@-example.com", "not like example.com"],
    ["ann@.example.com", "not like example.com"],
    ["änn@example.com", "“ä”"],
    ["ann@exa_mple.com", "“_”"],
    ["ann:lee@example.com", "“:”"],
    ["ann@example.com, bob@example.com", "two addresses"],
    ["ann@example.com;bob@example.com", "two addresses"],
    ["ann@example.com bob@example.com", "two addresses"],
    ["Ann <ann@example.com>, Bob <bob@example.com>", "two addresses"],
    ["ann@example.com/bob@example.com", "two addresses"],
    [`${"a".repeat(40)}@example.com`, "this one has 52"],
    ["", "@ is missing"],
    ["<>", "@ is missing"],
  ])("%s is told: %s", (typed, why) => {
    const read = readEmail(typed);
    expect(read.ok ? read.address : read.sentence).toContain(why);
    expect(isEmail(typed)).toBe(false);
  });

  test("what was left out is told beside the field", () => {
    expect(emailNote("Ann Lee <ann@example.com>")).toBe("Taken as ann@example.com.");
    expect(emailNote("ann@example.com.")).toBe("Taken as ann@example.com.");
    expect(emailNote("ann@")).toBeNull();
  });
});
