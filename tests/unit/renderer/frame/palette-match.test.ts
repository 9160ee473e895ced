import { expect, test } from "vitest";
import { matchActions } from "../../../../src/renderer/frame/palette-match";
import { frameWords } from "../../../../src/shared/words/frame";
import { paletteWords } from "../../../../src/shared/words/palette";

/** The names that the palette has on most screens, and those of a payment that is open. */
const actions = [
  ...Object.values(paletteWords).filter((words) => typeof words === "string"),
  ...Object.values(frameWords.screens),
  "Capture",
  "Take it back",
  "Receipt",
  "Save card",
  "Authorize only",
  "Export CSV",
  "Edit",
  "Add card",
  "Make default",
].map((words) => ({ words, also: "" }));

const found = (clue: string): readonly string[] => matchActions(actions, clue).map(({ words }) => words);

test.each([
  ["refund", "Take it back"],
  ["refund", "Refund or void a payment"],
  ["void", "Take it back"],
  ["return", "Take it back"],
  ["money back", "Take it back"],
  ["reverse", "Refund or void a payment"],
  ["chargeback", "Refund or void a payment"],
  ["park", "Park this order"],
  ["hold", "Park this order"],
  ["put aside", "Park this order"],
  ["resume", "Parked orders"],
  ["clear", "Clear this order"],
  ["cancel", "Clear this order"],
  ["start over", "Clear this order"],
  ["dark", "Dark theme"],
  ["night", "Dark theme"],
  ["bright", "Light theme"],
  ["sale", "New phone order"],
  ["charge", "New phone order"],
  ["swipe", "New phone order"],
  ["print", "Receipt"],
  ["email", "Receipt"],
  ["pdf", "Print or send a receipt again"],
  ["client", "Customers"],
  ["patient", "New customer"],
  ["deposit", "Holds"],
  ["preauth", "Authorize only"],
  ["collect", "Capture"],
  ["excel", "Export CSV"],
  ["download", "Export CSV"],
  ["close day", "Activity"],
  ["total", "Activity"],
  ["token", "Settings"],
  ["printer", "Settings"],
  ["company", "Accounts"],
  ["script", "Show the sentence to read aloud"],
  ["shortcut", "Keys"],
  ["sandbox", "Practice cards"],
  ["test cards", "Practice cards"],
  ["manual", "Help"],
  ["tutorial", "Guide: your first order"],
  ["licence", "About Counterfoil"],
  ["timeout", "Payments being checked"],
  ["warnings", "Notices"],
  ["keep card", "Save card"],
  ["rename", "Edit"],
])("“%s” finds “%s”", (clue, words) => {
  expect(found(clue)).toContain(words);
});

test("what an action is called comes before what it is also called", () => {
  expect(found("hold")[0]).toBe("Holds");
});

test("an empty clue is answered by all, in their order; a word that nobody says by none", () => {
  expect(found("")).toEqual(actions.map(({ words }) => words));
  expect(found("zeppelin")).toEqual([]);
});
