import { describe, expect, it } from "vitest";
import { cleanToken } from "../../../src/main/connections/clean-token";

describe("a token as people paste it", () => {
  it.each([
    ["  abcdefgh12 \n", "abcdefgh12"],
    ["Bearer abcdefgh12", "abcdefgh12"],
    ["Authorization: Bearer abcdefgh12", "abcdefgh12"],
    ['"abcdefgh12"', "abcdefgh12"],
    ["abcdefgh\n12abcdefgh", "abcdefgh12abcdefgh"],
  ])("%j is %j", (pasted, token) => expect(cleanToken(pasted)).toBe(token));
  it.each(["", "short", "ünïcödé-token-long", "a".repeat(8193), "abcdefgh\u0000ijk"])("%j is none", (pasted) =>
    expect(cleanToken(pasted)).toBeNull(),
  );
});
