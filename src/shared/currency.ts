import { z } from "zod";
import { centsToText, groupThousands } from "./money";

/**
 * A currency as an answer named it: a code of ISO 4217 in capitals ("CAD"), or whatever else stood there. It travels
 * with every amount that was read. Amounts are whole minor units; how many make one unit, only the code tells.
 */
export const Currency = z.string();
export type Currency = z.infer<typeof Currency>;

/** What every connection charges (connection.ts). */
export const USD = "USD";
/** ISO 4217 for "no currency": an answer named one that cannot be read. */
export const NO_CURRENCY = "XXX";

/** An amount with its unit: whole minor units, and negative where money goes out. */
export const Money = z.object({ currency: Currency, amount: z.number().int() });
export type Money = z.infer<typeof Money>;

interface Unit {
  /** What stands before an amount: "CA$", "KWD ". */
  readonly sign: string;
  readonly digits: number;
}

const units = new Map<Currency, Unit | null>();

/** Signs and digits as `Intl` has them; null for a currency that it does not know. */
function unitOf(currency: Currency): Unit | null {
  const known = units.get(currency);
  if (known !== undefined) return known;
  const read = readUnit(currency);
  // Whoever names ever new currencies is not remembered for it.
  if (units.size < 300) units.set(currency, read);
  return read;
}

function readUnit(currency: Currency): Unit | null {
  if (!/^[A-Z]{3}$/.test(currency) || currency === NO_CURRENCY) return null;
  // Intl formats any three letters; only its names tell which of them are a currency.
  const names = new Intl.DisplayNames("en-US", { type: "currency", fallback: "none" });
  if (names.of(currency) === undefined) return null;
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  const parts = format.formatToParts(0);
  const before = parts.slice(
    0,
    parts.findIndex(({ type }) => type === "integer"),
  );
  const sign = before.map(({ value }) => value).join("");
  return { sign: sign.replaceAll("\u00A0", " "), digits: format.resolvedOptions().maximumFractionDigits ?? 2 };
}

/** How many decimals an amount of the currency has: 2, JPY 0, KWD 3; null for a currency that is not known. */
export function decimalsOf(currency: Currency): number | null {
  return unitOf(currency)?.digits ?? null;
}

/**
 * An amount in minor units as people read it: `$12.00`, `CA$12.00`, `¥1,200`, `KWD 1.200`. Of a currency that is not
 * known nothing is guessed: `XQZ 1200 minor units`.
 */
export function moneyText(amount: number, currency: Currency): string {
  const unit = unitOf(currency);
  if (unit === null) return `${currency} ${amount} minor units`;
  return `${amount < 0 ? "-" : ""}${unit.sign}${minorText(Math.abs(amount), unit.digits)}`;
}

/** `125000` with 2 digits -> `"1,250.00"`, without any -> `"125,000"`. */
export function minorText(amount: number, digits: number): string {
  if (digits === 2) return centsToText(amount);
  const sign = amount < 0 ? "-" : "";
  const all = String(Math.abs(amount)).padStart(digits + 1, "0");
  const whole = groupThousands(all.slice(0, all.length - digits));
  return digits === 0 ? sign + whole : `${sign}${whole}.${all.slice(-digits)}`;
}

/** MONEY: amounts of two currencies are never one sum. US dollars first, the rest by their code. */
export function addUp(all: Iterable<Money>): Money[] {
  const sums = new Map<Currency, number>();
  for (const { currency, amount } of all) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums]
    .map(([currency, amount]) => ({ currency, amount }))
    .sort((one, other) => byCurrency(one.currency, other.currency));
}

/** The order of currencies: US dollars first, the rest by their code. */
export function byCurrency(one: Currency, other: Currency): number {
  if (one === other) return 0;
  return one === USD ? -1 : other === USD ? 1 : one < other ? -1 : 1;
}

/** `"$12.00 and CA$5.00"`; `"$0.00"` of nothing. */
export function sumsText(sums: readonly Money[]): string {
  const [first, ...others] = sums.map(({ amount, currency }) => moneyText(amount, currency));
  if (first === undefined) return moneyText(0, USD);
  const last = others.pop();
  return last === undefined ? first : `${[first, ...others].join(", ")} and ${last}`;
}

/** Whether an amount of the currency can be typed here: the field has two decimals, as cents have. */
export function canBeTyped(currency: Currency): boolean {
  return decimalsOf(currency) === 2;
}
