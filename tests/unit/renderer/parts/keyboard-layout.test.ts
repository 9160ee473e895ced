import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isKey, keyOnBoard } from "../../../../src/renderer/parts/keyboard-layout";

const key = (typed: string, code: string, shiftKey = false) => ({ key: typed, code, shiftKey });
const AMERICAN = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => [`Key${letter}`, letter.toLowerCase()]));
AMERICAN.set("Slash", "/");

describe("a key with a letter acts", () => {
  it.each([
    ["Russian", "к", "KeyR"],
    ["Russian, capitals", "К", "KeyR"],
    ["Ukrainian", "с", "KeyC"],
    ["Bulgarian", "р", "KeyR"],
    ["Greek", "ρ", "KeyR"],
    ["Hebrew", "ר", "KeyR"],
    ["Arabic", "ق", "KeyR"],
    ["Arabic, two letters at once", "لا", "KeyB"],
    ["Thai", "พ", "KeyR"],
    ["Hindi, a vowel sign", "ी", "KeyR"],
    ["Georgian", "რ", "KeyR"],
    ["Korean", "ㄱ", "KeyR"],
  ])("by its place where the keyboard has other letters: %s", (_layout, typed, code) => {
    expect(isKey(key(typed, code), code.slice(3))).toBe(true);
    expect(isKey(key(typed, "KeyX"), code.slice(3))).toBe(false);
  });

  it.each([
    ["American", "r", "KeyR", "R"],
    ["Dvorak", "r", "KeyO", "R"],
    ["AZERTY", "a", "KeyQ", "A"],
    ["AZERTY", "m", "Semicolon", "M"],
    ["QWERTZ", "z", "KeyY", "Z"],
  ])("by its letter where it types one: %s, %s at %s", (_layout, typed, code, letter) => {
    expect(isKey(key(typed, code), letter)).toBe(true);
  });

  it.each([
    ["Dvorak", "o", "KeyS", "S"],
    ["Dvorak, a sign in its place", ".", "KeyE", "E"],
    ["AZERTY", "q", "KeyA", "A"],
    ["Polish", "ó", "KeyO", "O"],
    ["Hebrew, a sign in its place", "/", "KeyQ", "Q"],
    ["a named key", "Enter", "KeyE", "E"],
  ])("and not by its place there: %s, %s at %s", (_layout, typed, code, letter) => {
    expect(isKey(key(typed, code), letter)).toBe(false);
  });

  it("is one key and no other, whatever letter is typed where", () => {
    const letters = [..."ACEKLMNPRSTV"];
    fc.assert(
      fc.property(fc.constantFrom(...letters), fc.constantFrom(..."abcdefклмнρστרתקقف"), (place, typed) => {
        expect(letters.filter((letter) => isKey(key(typed, `Key${place}`), letter)).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("a sign or a digit", () => {
  it.each([
    ["American /", "/", "Slash", false, "/"],
    ["German /", "/", "Digit7", true, "/"],
    ["Hebrew /", "/", "KeyQ", false, "/"],
    ["Arabic, a letter there", "ظ", "Slash", false, "/"],
    ["Arabic ؟", "؟", "Slash", true, "?"],
    ["German ?", "?", "Minus", true, "?"],
    ["Persian ٪", "٪", "Digit5", true, "%"],
    ["Russian, a point there", ".", "Slash", false, "/"],
    ["Russian, a comma there", ",", "Slash", true, "?"],
    ["French 1 without Shift", "&", "Digit1", false, "1"],
    ["Persian 2", "۲", "Digit2", false, "2"],
    ["American 3", "3", "Digit3", false, "3"],
  ])("acts by what it types, else by its place: %s", (_what, typed, code, shift, sign) => {
    expect(isKey(key(typed, code, shift), sign, AMERICAN)).toBe(true);
  });

  it.each([
    ["German -", "-", "Slash", false, "/"],
    ["American .", ".", "Period", false, "/"],
    ["American 5 without Shift", "5", "Digit5", false, "%"],
    ["another digit", "2", "Digit1", false, "1"],
  ])("does nothing otherwise: %s", (_what, typed, code, shift, sign) => {
    expect(isKey(key(typed, code, shift), sign, AMERICAN)).toBe(false);
  });

  it("a point that a Turkish keyboard has there is a point", () => {
    expect(isKey(key(".", "Slash"), "/", new Map([["Slash", "."]]))).toBe(false);
    expect(isKey(key(".", "Slash"), "/", null)).toBe(false);
  });
});

describe("a hint shows the key", () => {
  const RUSSIAN = new Map([
    ["KeyK", "л"],
    ["KeyR", "к"],
    ["Slash", "."],
  ]);
  it.each([
    ["R", "К"],
    ["Ctrl K", "Ctrl Л"],
    ["Esc", "Esc"],
    ["Enter", "Enter"],
    ["/", "/"],
    ["Ctrl 1 – 6", "Ctrl 1 – 6"],
    ["3", "3"],
  ])("as the keyboard has it: %s as %s", (words, shown) => expect(keyOnBoard(words, RUSSIAN)).toBe(shown));

  it("as its letter where the keyboard has it, wherever it lies, and where nobody knows", () => {
    const azerty = new Map([
      ["KeyQ", "a"],
      ["KeyA", "q"],
      ["Semicolon", "m"],
      ["KeyM", ","],
    ]);
    expect([keyOnBoard("A", azerty), keyOnBoard("M", azerty), keyOnBoard("R", azerty)]).toEqual(["A", "M", "R"]);
    expect(keyOnBoard("R", null)).toBe("R");
    expect(keyOnBoard("Ctrl K", AMERICAN)).toBe("Ctrl K");
  });
});
