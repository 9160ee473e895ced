import { getCountries, type CountryCode } from "libphonenumber-js/min";
import { plainText } from "./plain-text";

/** What people write beside a country's own name. */
const ALSO: Readonly<Record<string, CountryCode>> = {
  usa: "US",
  america: "US",
  unitedstatesofamerica: "US",
  can: "CA",
  mex: "MX",
  uk: "GB",
  gbr: "GB",
  greatbritain: "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  northernireland: "GB",
  irl: "IE",
  aus: "AU",
  nzl: "NZ",
  deu: "DE",
  ger: "DE",
  deutschland: "DE",
  fra: "FR",
  esp: "ES",
  españa: "ES",
  ita: "IT",
  italia: "IT",
  holland: "NL",
  czechrepublic: "CZ",
  turkey: "TR",
  korea: "KR",
  ind: "IN",
  chn: "CN",
  jpn: "JP",
  bra: "BR",
  brasil: "BR",
};

let named: ReadonlyMap<string, CountryCode> | null = null;

/** The two letters of a country as people write it (`US`, `usa`, `United Kingdom`); null for one that is not known. */
export function countryOf(text: string): CountryCode | null {
  const written = plainText(text)
    .toLowerCase()
    .replace(/^the\s|[^\p{L}]/gu, "");
  named ??= names();
  return named.get(written) ?? null;
}

function names(): Map<string, CountryCode> {
  const english = new Intl.DisplayNames(["en"], { type: "region" });
  const found = new Map<string, CountryCode>(Object.entries(ALSO));
  for (const code of getCountries()) {
    found.set(code.toLowerCase(), code);
    found.set((english.of(code) ?? code).toLowerCase().replace(/[^\p{L}]/gu, ""), code);
  }
  return found;
}
