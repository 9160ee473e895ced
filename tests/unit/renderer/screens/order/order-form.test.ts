import { describe, expect, it } from "vitest";
import {
  billingOnFile,
  emptyForm,
  isBegunAnew,
  payingCard,
  stepForm,
  type FormAction,
  type OrderForm,
} from "../../../../../src/renderer/screens/order/order-form";
import { emptyFields } from "../../../../../src/renderer/stores/order-fields";
import { card as anyCard, person } from "../../../../fixtures/people";
import type { CardOnFile, Customer, CustomerLine } from "../../../../../src/shared/customer";

const card = (id: string, isDefault: boolean): CardOnFile => ({
  ...anyCard(id, "visa", id.slice(-4), "12", "2029", isDefault),
  addressLine1: `street of ${id}`,
});
const rosa = (cards: readonly CardOnFile[]): Customer => ({
  ...person(1),
  id: "cus_rosa",
  zip: "85284",
  cards: [...cards],
});
const line: CustomerLine = {
  id: "cus_rosa",
  name: "Rosa Diaz",
  email: null,
  phone: null,
  card: card("card_1111", true),
  cardCount: 2,
};
const after = (form: OrderForm, ...actions: readonly FormAction[]): OrderForm => actions.reduce(stepForm, form);
const written = after(
  emptyForm("phone"),
  { do: "type amount", typed: "2500" },
  { do: "change fields", part: { holder: "Rosa Diaz", surcharge: true, tip: "500", salesTax: "80", note: "deposit" } },
  { do: "choose payer", line, choice: { kind: "default" } },
  { do: "see card", seen: { brand: "visa", last4: "5439", complete: true } },
  { do: "see token", there: true },
  { do: "refuse fields", errors: { note: "At most 200 characters." } },
  { do: "open dialog", dialog: "receipt" },
);

describe("the two resets of an order's form", () => {
  it("for another caller nothing of the one before is left, but the desk's channel", () => {
    const mail = stepForm(written, { do: "change fields", part: { channel: "mail" } });
    expect(stepForm(mail, { do: "new order", channel: "phone" })).toEqual(emptyForm("phone"));
    expect(stepForm(mail, { do: "new order", channel: null })).toEqual(emptyForm("mail"));
  });

  it("for another try by the same caller what was written stays, and what pays and the surcharge go", () => {
    const again = stepForm(written, { do: "again", cents: 2_500, rest: false, otherCard: false });
    expect(again).toMatchObject({ typed: "2500", tokenThere: false, takenBack: null, payer: written.payer });
    expect(again.seen.complete).toBe(false);
    expect(again.fields).toMatchObject({ holder: "Rosa Diaz", note: "deposit", surcharge: false, tip: "500" });
  });

  it("for another card the customer stays, and none of their cards is chosen", () => {
    const again = stepForm(written, { do: "again", cents: 2_500, rest: false, otherCard: true });
    expect(again.payer).toEqual({ ...written.payer, choice: { kind: "typed" } });
    expect(payingCard(again.payer)).toBeNull();
  });

  it("for the rest of a part the tip and the tax stay with the part", () => {
    const rest = stepForm(written, { do: "again", cents: 900, rest: true, otherCard: true });
    expect(rest).toMatchObject({ typed: "900", fields: { note: "deposit", tip: "", salesTax: "" } });
  });
});

describe("the form", () => {
  it("forgets an error as soon as its field is typed in, and keeps the others", () => {
    expect(written.fieldErrors).toEqual({ note: "At most 200 characters." });
    expect(stepForm(written, { do: "change fields", part: { holder: "R" } }).fieldErrors).toHaveProperty("note");
    expect(stepForm(written, { do: "change fields", part: { note: "short" } }).fieldErrors).toEqual({});
    const refused = stepForm(written, { do: "refuse amount", sentence: "Type an amount." });
    expect(stepForm(refused, { do: "type amount", typed: "1" }).amountError).toBeNull();
  });

  it("takes a parked order up with its customer and the card as it was chosen", () => {
    const parked = {
      id: "1",
      account: "training",
      parkedAt: 0,
      typed: "900",
      customer: line,
      choice: { kind: "card", cardId: "card_2222" },
      fields: { ...emptyFields("mail"), note: "calls back" },
      zip: "",
    } as const;
    const form = stepForm(emptyForm("phone"), { do: "fill", order: parked });
    expect(form).toMatchObject({ typed: "900", fields: { channel: "mail", note: "calls back" } });
    expect(form.payer?.choice).toEqual(parked.choice);
  });

  it("takes no customer over who was read for an order that is another's now", () => {
    const other = { ...rosa([]), id: "cus_other" };
    expect(stepForm(written, { do: "read payer", customer: other })).toBe(written);
  });
});

describe("the card on file that pays", () => {
  const chosen = (choice: FormAction & { do: "choose card" }, customer: Customer | null) => {
    const form = stepForm(written, choice);
    return payingCard((customer ? stepForm(form, { do: "read payer", customer }) : form).payer)?.id ?? null;
  };
  const both = rosa([card("card_1111", false), card("card_2222", true)]);

  it("is the default of now where nobody chose", () => {
    const nobody: FormAction & { do: "choose card" } = { do: "choose card", choice: { kind: "default" } };
    expect(chosen(nobody, null)).toBe("card_1111");
    expect(chosen(nobody, both)).toBe("card_2222");
    expect(chosen(nobody, rosa([card("card_1111", false), card("card_2222", false)]))).toBeNull();
  });

  it("is the chosen one whatever the default is, and none when that one is gone", () => {
    const one: FormAction & { do: "choose card" } = {
      do: "choose card",
      choice: { kind: "card", cardId: "card_1111" },
    };
    expect(chosen(one, both)).toBe("card_1111");
    expect(chosen(one, rosa([card("card_2222", true)]))).toBeNull();
    expect(chosen({ do: "choose card", choice: { kind: "typed" } }, both)).toBeNull();
  });

  it("brings its own address for level 2, else its customer's", () => {
    const read = stepForm(written, { do: "read payer", customer: both });
    expect(billingOnFile(read.payer)).toEqual({ addressLine1: "street of card_2222", zip: "85284" });
    expect(billingOnFile(null)).toEqual({ addressLine1: null, zip: null });
  });
});

describe("an amount in a stopped order", () => {
  it.each([
    ["2500", "2"],
    ["2500", "1"],
    ["2500", ""],
    ["25", "2"],
    ["", "2"],
    ["2500", "12.00"],
  ])("%s, then %s, is begun anew", (before, next) => expect(isBegunAnew(before, next)).toBe(true));

  it.each([
    ["2500", "250"],
    ["2500", "25000"],
    ["2500", "2500"],
    ["25.0", "25.00"],
  ])("%s, then %s, is corrected", (before, next) => expect(isBegunAnew(before, next)).toBe(false));
});
