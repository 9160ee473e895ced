import type { AddressGiven } from "./attempt";

/** What the bank said of the address (AVS) and of the CVV, in words. Letters that are not known get no meaning. */

export type Verdict = "matches" | "does not match" | "not checked" | "not given" | "not told" | "unknown";

export interface AddressCheck {
  readonly street: Verdict;
  readonly zip: Verdict;
  readonly words: string;
}
export interface CvvCheck {
  readonly verdict: Verdict;
  readonly words: string;
}

const avs = (letters: string, street: Verdict, zip: Verdict, words: string) =>
  letters.split("").map((letter) => [letter, { street, zip, words }] as const);

/** The letters of the US card networks, as TSYS gives them (docs/payarc.md 11). */
const AVS: ReadonlyMap<string, AddressCheck> = new Map([
  ...avs("YXDM", "matches", "matches", "Street and ZIP match."),
  ...avs("A", "matches", "does not match", "The street matches, the ZIP does not."),
  ...avs("B", "matches", "not checked", "The street matches, the ZIP was not checked."),
  ...avs("ZW", "does not match", "matches", "The ZIP matches, the street does not."),
  ...avs("P", "not checked", "matches", "The ZIP matches, the street was not checked."),
  ...avs("N", "does not match", "does not match", "Neither street nor ZIP match."),
  ...avs("UGISC", "not checked", "not checked", "The card’s bank does not check addresses."),
  ...avs("R", "not checked", "not checked", "The address check was out of order for the moment."),
  ...avs("E", "not checked", "not checked", "The address could not be checked."),
  ...avs("0", "not checked", "not checked", "The address was not checked."),
]);

/**
 * The address verdict of an AVS letter; null is "nothing was said". Unknown letters are shown raw. What was not given
 * cannot have been compared, whatever the letter says of it (docs/payarc.md 11: Z is "ZIP matches, street does not",
 * also where there was none).
 */
export function readAvs(letter: string | null, given: AddressGiven | null = null): AddressCheck {
  const told = readTold(letter);
  const street =
    given?.street === false && told.street !== "matches" && told.street !== "unknown" ? "not given" : told.street;
  const zip = given?.zip === false && told.zip !== "matches" && told.zip !== "unknown" ? "not given" : told.zip;
  if (street === "not given" && zip === "not given") return { street, zip, words: "No address was given." };
  if (street === "not given" && zip !== "not checked")
    return { street, zip, words: `The ZIP ${SAID[zip]}, no street was given.` };
  if (zip === "not given" && street !== "not checked")
    return { street, zip, words: `The street ${SAID[street]}, no ZIP was given.` };
  return { street, zip, words: told.words };
}

function readTold(letter: string | null): AddressCheck {
  const raw = letter?.trim() ?? "";
  if (raw === "") return { street: "not checked", zip: "not checked", words: "The address was not checked." };
  return (
    AVS.get(raw.toUpperCase()) ??
    readChecks(raw) ?? { street: "unknown", zip: "unknown", words: `Address answer “${raw}”, which is not known here.` }
  );
}

const CHECKED: Readonly<Record<string, Verdict>> = {
  pass: "matches",
  fail: "does not match",
  unavailable: "not checked",
  unchecked: "not checked",
};

/** "street pass, zip fail": how a processor without AVS letters says it. null when it is not that. */
function readChecks(raw: string): AddressCheck | null {
  const [, street = "", zip = ""] = /^street (\w+), zip (\w+)$/.exec(raw.toLowerCase()) ?? [];
  const verdicts = { street: CHECKED[street], zip: CHECKED[zip] };
  if (!verdicts.street || !verdicts.zip) return null;
  const { street: ofStreet, zip: ofZip } = verdicts;
  const words =
    ofStreet === "not checked" && ofZip === "not checked"
      ? "The address was not checked."
      : ofStreet === ofZip
        ? ofZip === "matches"
          ? "Street and ZIP match."
          : "Neither street nor ZIP match."
        : `The street ${SAID[ofStreet]}, the ZIP ${SAID[ofZip]}.`;
  return { street: ofStreet, zip: ofZip, words };
}
const SAID: Readonly<Record<Verdict, string>> = {
  matches: "matches",
  "does not match": "does not match",
  "not checked": "was not checked",
  "not given": "was not given",
  "not told": "is not told",
  unknown: "is not known",
};

const CVV: ReadonlyMap<string, CvvCheck> = new Map([
  ["M", { verdict: "matches", words: "The CVV matches." }],
  ["N", { verdict: "does not match", words: "The CVV does not match." }],
  ["P", { verdict: "not checked", words: "The CVV was not checked." }],
  ["S", { verdict: "not checked", words: "The CVV was not given, but the card has one." }],
  ["U", { verdict: "not checked", words: "The card’s bank does not check CVVs." }],
  // JustiFi has no field for the result of the CVV check (docs/justifi.md 4).
  ["NOT TOLD", { verdict: "not told", words: "The processor does not tell whether the CVV matched." }],
]);

/** The verdict of a CVV letter; null is "nothing was said". Unknown letters are shown raw. */
export function readCvv(letter: string | null): CvvCheck {
  const raw = letter?.trim() ?? "";
  if (raw === "") return { verdict: "not checked", words: "The CVV was not checked." };
  return CVV.get(raw.toUpperCase()) ?? { verdict: "unknown", words: `CVV answer “${raw}”, which is not known here.` };
}
