import { describe, expect, it } from "vitest";
import { newId, seededRandom } from "../../../src/main/practice/payarc/random";
import { hasCardNumber } from "../../../src/shared/card-numbers";

/**
 * How often what is no card number is taken for one: 100,000 of each kind, drawn from a seed. The figures stand in
 * docs/security.md; a change of the finder that makes more of them has to say so there.
 */
const MANY = 100_000;

const random = seededRandom("false alarms");
const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
/** So many signs, each one of these. Millions are drawn, so no array is made of them. */
function drawn(count: number, signs: string): string {
  let text = "";
  for (let at = 0; at < count; at++) text += signs[whole(0, signs.length - 1)] ?? "";
  return text;
}
const digits = (count: number): string => drawn(count, "0123456789");
const hex = (count: number): string => drawn(count, "0123456789abcdef");
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const letters = (count: number): string => drawn(count, BASE62);
const pick = <T>(...of: readonly [T, ...T[]]): T => of[whole(0, of.length - 1)] ?? of[0];
const two = (low: number, high: number): string => String(whole(low, high)).padStart(2, "0");

const date = (): string => `${whole(2015, 2040)}-${two(1, 12)}-${two(1, 28)}`;
const clock = (): string => `${two(0, 23)}:${two(0, 59)}:${two(0, 59)}`;
const american = (): string => `${whole(2, 9)}${digits(2)}-${whole(2, 9)}${digits(2)}-${digits(4)}`;
const gapped = (text: string, size: number): string => text.replace(new RegExp(`.{${size}}(?=.)`, "g"), "$& ");
const uuid = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;

const KINDS: readonly (readonly [what: string, make: () => string, most: number])[] = [
  [
    "invoice numbers of up to 12 digits, with their words, years and letters",
    () => pick(`INV-${whole(2015, 2040)}-${digits(6)}`, `Invoice ${digits(whole(4, 12))}`, `${date()}/${digits(5)}`),
    0,
  ],
  ["invoice numbers of 13 to 19 digits without a gap", () => digits(whole(13, 19)), 3_700],
  ["American phone numbers", () => pick(american(), `(${digits(3)}) ${digits(3)}-${digits(4)}`, `+1${digits(10)}`), 0],
  ["foreign phone numbers", () => `+${whole(20, 99)} ${digits(3)} ${digits(whole(4, 8))}`, 0],
  ["two American phone numbers, one after the other", () => `${american()}${pick(", ", " / ")}${american()}`, 4_500],
  ["ISO dates and times", () => `${date()}${pick("T", " ")}${clock()}${pick("", "Z", `.${digits(3)}Z`, "+02:00")}`, 0],
  ["times from and to", () => `${date()} ${clock()} - ${date()} ${clock()}`, 0],
  ["UPS tracking numbers", () => `1Z${hex(6).toUpperCase()}${digits(10)}`, 0],
  ["FedEx tracking numbers of 12 digits", () => pick(digits(12), gapped(digits(12), 4)), 0],
  ["FedEx tracking numbers of 15 digits", () => digits(15), 900],
  ["USPS tracking numbers of 20 to 22 digits", () => `9${whole(1, 5)}${digits(whole(18, 20))}`, 0],
  ["the same in groups of four", () => gapped(`9${whole(1, 5)}${digits(whole(18, 20))}`, 4), 4_400],
  ["our references", uuid, 0],
  ["ids as PayArc makes them", () => newId(pick("charge", "customer", "card", "token", "refund"), random), 0],
  ["ids as JustiFi makes them", () => `py_${letters(22)}`, 0],
];

describe("of 100,000 each", () => {
  it.each(KINDS)("%s: as few are taken for a card number as the papers say", (_what, make, most) => {
    let alarms = 0;
    for (let at = 0; at < MANY; at++) if (hasCardNumber(make())) alarms += 1;
    expect(alarms).toBeLessThanOrEqual(most);
  });
});
