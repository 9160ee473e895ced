import { brandRules, luhn, readExpiry } from "../../shared/card";
import { FAR_YEARS, showExpiry } from "./card-entry";

/** Digits typed in one go from the first of the number on, laid into the fields. */
export interface Laid {
  readonly number: string;
  /** Without a slash, as typed. */
  readonly expiry: string;
  readonly cvv: string;
  readonly zip: string;
  /** MONEY: they can be laid in one way only. */
  readonly sure: boolean;
}

/**
 * Where a number ends that some of its brand's numbers go on behind: 16 digits of a Visa may be the beginning of 19.
 * Each length that passes the Luhn check is tried, and what follows it has to be an expiry, a CVV and a ZIP. `now` is
 * epoch ms. `whole`: no further digit is to come. null while no number has ended.
 */
export function layCard(digits: string, now: number, whole: boolean): Laid | null {
  const ends = endsOf(digits);
  const laid = ends.map((end) => layBehind(digits, end, now, whole));
  const fits = laid.filter((each) => each.fits);
  // A month without its zero and a ZIP of nine digits are rarer, typed in one go, than a number longer than usual.
  const plain = fits.filter(({ as }) => as.zip.length <= 5 && !isShort(as.expiry));
  const fitting = plain.length > 0 ? plain : fits;
  // MONEY: where nothing fits, the digits stay as they stand, and somebody looks at them.
  const chosen = fitting[0] ?? laid[0];
  return chosen ? { ...chosen.as, sure: fitting.length === 1 || laid.length === 1 } : null;
}

/** The lengths at which the digits are a complete number of their brand, shortest first. */
function endsOf(digits: string): readonly number[] {
  const { brand, lengths } = brandRules(digits);
  if (brand === "unknown") return [];
  const usual = brand === "amex" ? 15 : 16;
  return lengths
    .filter((length) => length >= usual && length <= digits.length && luhn(digits.slice(0, length)))
    .toSorted((one, other) => one - other);
}

function layBehind(
  digits: string,
  end: number,
  now: number,
  whole: boolean,
): { as: Omit<Laid, "sure">; fits: boolean } {
  const number = digits.slice(0, end);
  const behind = digits.slice(end);
  const expiry = behind.slice(0, expiryLength(behind));
  const { cvvLength } = brandRules(number);
  const cvv = behind.slice(expiry.length, expiry.length + cvvLength);
  const zip = behind.slice(expiry.length + cvv.length);
  const restFits = whole
    ? cvv.length === cvvLength && (zip === "" || zip.length === 5 || zip.length === 9)
    : zip.length <= 9;
  // A number alone, with the rest of the order still to come, is no reading of a whole one.
  return { as: { number, expiry, cvv, zip }, fits: expiryFits(expiry, now) && (restFits || behind === "") };
}

const isShort = (expiry: string): boolean => expiryLength(expiry) === 3;

/** How many of the digits belong to the expiry: `1229` whole, of `729…` three, because there is no month 72. */
function expiryLength(digits: string): number {
  return /^(?:[2-9]|1[3-9])/.test(digits) ? 3 : 4;
}

/** Whether these digits are an expiry of a card in use, or the beginning of one. */
function expiryFits(digits: string, now: number): boolean {
  if (digits === "") return true;
  if (digits.startsWith("00")) return false;
  const expiry = readExpiry(showExpiry(digits, false));
  const thisYear = new Date(now).getFullYear();
  if (digits.length === expiryLength(digits)) {
    if (!expiry) return false;
    const [month, year] = [Number(expiry.month), Number(expiry.year)];
    return year < thisYear + FAR_YEARS && (year > thisYear || (year === thisYear && month > new Date(now).getMonth()));
  }
  // The first digit of a year, once there is one.
  const decade = /^(?:0[1-9]|1[0-2]|[2-9]|1(?=[3-9]))(\d)$/.exec(digits)?.[1];
  return (
    decade === undefined || Array.from({ length: FAR_YEARS }, (_, at) => String(thisYear + at)[2]).includes(decade)
  );
}
