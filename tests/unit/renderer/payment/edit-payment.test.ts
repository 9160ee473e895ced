import { describe, expect, it } from "vitest";
import { changesOf, wrongIn, type Typed } from "../../../../src/renderer/payment/edit-payment";
import type { Payment } from "../../../../src/shared/payment";
import { paymentNumber } from "../../../fixtures/payments";

/** What the sheet makes of what was typed: only what differs is sent, with what was there before. */
const BEFORE: Payment = {
  ...paymentNumber(1, 0),
  description: "window",
  metadata: { reference: "r", operator: "ana", table: "7", empty: "" },
};
const typed = (parts: Partial<Typed> = {}): Typed => ({
  note: "window",
  invoice: "",
  there: [
    { name: "table", value: "7", removed: false },
    { name: "empty", value: "", removed: false },
  ],
  added: [],
  ...parts,
});
const table = (value: string, removed = false): Typed["there"] => [{ name: "table", value, removed }];

describe("note and fields", () => {
  it.each<[string, Typed, unknown]>([
    ["nothing touched", typed(), null],
    ["a new line left empty", typed({ added: [{ name: " ", value: "" }] }), null],
    ["the note", typed({ note: " door " }), { description: "door", seen: { description: "window", metadata: {} } }],
    ["the note emptied", typed({ note: "" }), { description: "", seen: { description: "window", metadata: {} } }],
    [
      "a field",
      typed({ there: table(" 9 ") }),
      { metadata: { table: "9" }, seen: { description: "window", metadata: { table: "7" } } },
    ],
    [
      "a field removed",
      typed({ there: table("7", true) }),
      { metadata: { table: null }, seen: { description: "window", metadata: { table: "7" } } },
    ],
    [
      "an invoice number",
      typed({ invoice: " INV-7 " }),
      { metadata: { invoice_number: "INV-7" }, seen: { description: "window", metadata: { invoice_number: null } } },
    ],
    [
      "a field added",
      typed({ added: [{ name: " guests ", value: "4" }] }),
      { metadata: { guests: "4" }, seen: { description: "window", metadata: { guests: null } } },
    ],
  ])("%s", (_what, given, expected) => {
    expect(wrongIn(given, BEFORE)).toEqual({});
    expect(changesOf(given, BEFORE)).toEqual(expected);
  });

  it.each<[string, Typed, string]>([
    ["too long an invoice number", typed({ invoice: "7".repeat(101) }), "metadata.invoice_number"],
    ["a field without a value", typed({ there: table(" ") }), "metadata.table"],
    ["a new one without a name", typed({ added: [{ name: "", value: "4" }] }), "name 0"],
    ["a new one without a value", typed({ added: [{ name: "guests", value: "" }] }), "value 0"],
    ["a name of ours", typed({ added: [{ name: "operator", value: "bo" }] }), "name 0"],
    ["a name that is there", typed({ added: [{ name: "table", value: "9" }] }), "name 0"],
    [
      "a name twice",
      typed({
        added: [
          { name: "a", value: "1" },
          { name: "a ", value: "2" },
        ],
      }),
      "name 1",
    ],
  ])("%s is told at its field", (_what, given, field) => expect(Object.keys(wrongIn(given, BEFORE))).toEqual([field]));
});
