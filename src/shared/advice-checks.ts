import type { AddressGiven } from "./attempt";
import { checkWords, type verdictWords } from "./words/checks";

/**
 * What the bank said of the address (AVS) and of the CVV: the one place that says what it means, for every screen,
 * receipt and file. Letters that are not known get no meaning.
 */

export type Verdict = keyof typeof verdictWords;

export interface AddressCheck {
  readonly street: Verdict;
  readonly zip: Verdict;
  readonly words: string;
}
export interface CvvCheck {
  readonly verdict: Verdict;
  readonly words: string;
}

interface Told {
  readonly street: Verdict;
  readonly zip: Verdict;
  /** Why neither was checked, where the letter says so. */
  readonly why?: string;
}

const avs = (letters: string, street: Verdict, zip: Verdict, why?: string) =>
  letters.split("").map((letter) => [letter, { street, zip, ...(why !== undefined && { why }) }] as const);

/** The letters of the US card networks, as TSYS gives them (docs/payarc.md 11). */
const AVS: ReadonlyMap<string, Told> = new Map([
  ...avs("YXDM", "matches", "matches"),
  ...avs("A", "matches", "does not match"),
  ...avs("B", "matches", "not checked"),
  ...avs("ZW", "does not match", "matches"),
  ...avs("P", "not checked", "matches"),
  ...avs("N", "does not match", "does not match"),
  ...avs("UGISC", "not checked", "not checked", checkWords.bankChecksNone),
  ...avs("R", "not checked", "not checked", checkWords.outOfOrder),
  ...avs("E", "not checked", "not checked", checkWords.couldNot),
  ...avs("0", "not checked", "not checked"),
]);

/**
 * The address verdict of an AVS letter; null is "nothing was said". Unknown letters are shown raw. What was not given
 * cannot have been compared, whatever the letter says of it (docs/payarc.md 11: Z is "ZIP matches, street does not",
 * also where there was none). `given`: null where it is not known here, and then a "does not match" may be that too.
 */
export function readAvs(letter: string | null, given: AddressGiven | null = null): AddressCheck {
  const raw = letter?.trim() ?? "";
  const told: Told | null =
    raw === "" ? { street: "not checked", zip: "not checked" } : (AVS.get(raw.toUpperCase()) ?? readChecks(raw));
  if (told === null) return { street: "unknown", zip: "unknown", words: checkWords.unknownAddress({ answer: raw }) };
  const street = verdictOf(told.street, given?.street ?? null);
  const zip = verdictOf(told.zip, given?.zip ?? null);
  return { street, zip, words: addressWords(street, zip, told.why ?? checkWords.notChecked) };
}

/** MONEY: "does not match" is said only of what is known to have been given. */
function verdictOf(told: Verdict, given: boolean | null): Verdict {
  if (given === false) return "not given";
  return told === "does not match" && given === null ? "no match, or not given" : told;
}

function addressWords(street: Verdict, zip: Verdict, notChecked: string): string {
  const unchecked = (verdict: Verdict) => verdict === "not checked" || verdict === "not given";
  if (street === "not given" && zip === "not given") return checkWords.noAddress;
  if (unchecked(street) && unchecked(zip)) return notChecked;
  if (street === zip) {
    if (street === "matches") return checkWords.bothMatch;
    return street === "does not match" ? checkWords.neither : checkWords.neitherOrNotGiven;
  }
  const halves = [checkWords.half({ part: "street", verdict: street }), checkWords.half({ part: "ZIP", verdict: zip })];
  // What matches comes first, and what was not given last.
  const turned = zip === "matches" || street === "not given";
  const [first = "", second = ""] = turned ? halves.toReversed() : halves;
  return checkWords.both({ first, second: second.startsWith("no ") ? second : `the ${second}` });
}

const CHECKED: Readonly<Record<string, Verdict>> = {
  pass: "matches",
  fail: "does not match",
  unavailable: "not checked",
  unchecked: "not checked",
};

/** "street pass, zip fail": how a processor without AVS letters says it. null when it is not that. */
function readChecks(raw: string): Told | null {
  const [, ofStreet = "", ofZip = ""] = /^street (\w+), zip (\w+)$/.exec(raw.toLowerCase()) ?? [];
  const street = CHECKED[ofStreet];
  const zip = CHECKED[ofZip];
  return street && zip ? { street, zip } : null;
}

const CVV: ReadonlyMap<string, CvvCheck> = new Map([
  ["M", { verdict: "matches", words: checkWords.cvvMatches }],
  ["N", { verdict: "does not match", words: checkWords.cvvWrong }],
  ["P", { verdict: "not checked", words: checkWords.cvvNotChecked }],
  ["S", { verdict: "not given", words: checkWords.cvvNotGiven }],
  ["U", { verdict: "not checked", words: checkWords.cvvBankChecksNone }],
  // JustiFi has no field for the result of the CVV check (docs/justifi.md 4).
  ["NOT TOLD", { verdict: "not told", words: checkWords.cvvNotTold }],
]);

/** The verdict of a CVV letter; null is "nothing was said". Unknown letters are shown raw. */
export function readCvv(letter: string | null): CvvCheck {
  const raw = letter?.trim() ?? "";
  if (raw === "") return { verdict: "not checked", words: checkWords.cvvNotChecked };
  return CVV.get(raw.toUpperCase()) ?? { verdict: "unknown", words: checkWords.unknownCvv({ answer: raw }) };
}
