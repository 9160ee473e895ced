import { getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { countryOf } from "./country";
import type { NumberAbroad, NumberToRead } from "./number-abroad";
import { readAbroadBy } from "./phone";

// Main takes phone.ts from here, and reads the numbers of all countries with it. The page takes phone.ts alone, and asks
// main: the rules of all countries weigh half of what React does (src/renderer/stores/numbers-abroad.ts).
export * from "./phone";

/** Reads a number by the rules of all countries. */
export function numberAbroad({ number, country }: NumberToRead): NumberAbroad {
  const from = number.startsWith("+") ? undefined : countryOf(country);
  if (from === null) return { is: "no_country" };
  if (from !== undefined && getCountryCallingCode(from) === "1") return { is: "american" };
  const found = parsePhoneNumberFromString(number, from);
  if (!found) return { is: "no_number" };
  return {
    is: "read",
    possible: found.isPossible(),
    callingCode: found.countryCallingCode,
    whole: found.number,
    national: found.nationalNumber,
    text: found.formatInternational(),
  };
}

readAbroadBy(numberAbroad);
