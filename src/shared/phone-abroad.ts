import { getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { countryOf } from "./country";
import { readAbroadBy } from "./phone";

// Whoever reads phone numbers takes them from here, and so has those of all countries. The page takes phone.ts, and reads
// this file once its first screen is there: the rules of all countries weigh half of what React does.
export * from "./phone";

readAbroadBy({
  countryOf,
  callingCodeOf: (country) => getCountryCallingCode(country),
  read: (number, country) => {
    const found = parsePhoneNumberFromString(number, country ?? undefined);
    if (!found) return null;
    return {
      possible: found.isPossible(),
      callingCode: found.countryCallingCode,
      whole: found.number,
      national: found.nationalNumber,
      text: found.formatInternational(),
    };
  },
});
