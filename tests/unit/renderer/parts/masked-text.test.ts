import fc from "fast-check";
import { expect, test } from "vitest";
import { DOT, edit, readBack } from "../../../../src/renderer/parts/masked-text";

const at = (text: string, from: number, to = from) => ({ text, from, to });

test.each([
  ["a key at the caret", at("13", 1), "insertText", "2", at("123", 2)],
  [
    "a paste over what is selected, cut to the field's length",
    at("1234", 1, 3),
    "insertFromPaste",
    "56789",
    at("156784", 5),
  ],
  ["lines pasted into one", at("", 0), "insertFromPaste", "12\r\n34", at("1234", 4)],
  ["Backspace", at("123", 2), "deleteContentBackward", "", at("13", 1)],
  ["Backspace before the first", at("123", 0), "deleteContentBackward", "", at("123", 0)],
  ["Delete", at("123", 1), "deleteContentForward", "", at("13", 1)],
  ["Delete behind the last", at("123", 3), "deleteContentForward", "", at("123", 3)],
  ["Backspace over what is selected", at("1234", 1, 3), "deleteContentBackward", "", at("14", 1)],
  [
    "a word back takes all before the caret: nobody sees where a word ends",
    at("a b", 2),
    "deleteWordBackward",
    "",
    at("b", 0),
  ],
  ["a line forward", at("abc", 1), "deleteSoftLineForward", "", at("a", 1)],
  ["a sign of two characters", at("a😀", 3), "deleteContentBackward", "", at("a", 1)],
  ["an undo, which the page does not know", at("abc", 1), "historyUndo", "", at("abc", 1)],
])("%s", (_what, before, kind, data, after) => {
  expect(edit(before, kind, data, 6)).toEqual(after);
});

test.each([
  ["nothing has changed", "123", "•••", 3, "123"],
  ["a script has set another", "123", "4567", 4, "4567"],
  ["a script has set one of the same length", "123", "456", 3, "456"],
  ["an input method has written in the middle", "1234", "••ab••", 4, "12ab34"],
  ["it has written over all but the first", "1234", "•ab", 3, "1ab"],
  ["something was taken out behind the caret", "1234", "••", 1, "14"],
  ["all was taken out", "1234", "", 0, ""],
  ["dots have come back that nobody knows", "1", "•••", 3, ""],
])("%s", (_what, before, shown, caret, text) => {
  expect(readBack(before, shown, caret)).toBe(text);
});

test("whatever is typed, selected and taken out, the field holds what a plain one would, and shows as many dots", () => {
  const step = fc.record({
    from: fc.nat(12),
    to: fc.nat(12),
    kind: fc.constantFrom("insertText", "insertFromPaste", "deleteContentBackward", "deleteContentForward"),
    data: fc.string({ maxLength: 3 }).filter((text) => !/[\r\n]/.test(text)),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let text = "";
      for (const { from: one, to: other, kind, data } of steps) {
        const from = Math.min(one, other, text.length);
        const to = Math.min(Math.max(one, other), text.length);
        const after = edit({ text, from, to }, kind, data, 40);
        if (kind.startsWith("insert"))
          expect(after.text).toBe(`${text.slice(0, from)}${data}${text.slice(to)}`.slice(0, 40));
        else if (from !== to) expect(after.text).toBe(text.slice(0, from) + text.slice(to));
        expect(readBack(after.text, DOT.repeat(after.text.length), after.from)).toBe(after.text);
        expect([after.from, after.to]).toEqual([after.to, Math.min(after.to, after.text.length)]);
        text = after.text;
      }
    }),
  );
});
