import { withoutCardNumbers } from "../../shared/card-numbers";
import { withoutHiddenSigns } from "../../shared/hidden-signs";

/**
 * SECURITY: the last net before anything leaves or is kept (PCI DSS 3.3, 3.4): a copy of a value without card numbers and
 * without signs that turn or hide text in its texts, names of fields included, whatever its depth. `asIs` names the fields
 * that are left alone, such as the card's own number on its way to the processor. Ids are too, where they look like ids:
 * each is somebody's name for something and means nothing once it is damaged. In metadata the names are people's, so none
 * is an id there.
 */
export function cleanTexts<T>(value: T, asIs: readonly string[] = []): T {
  return cleaned(value, "", asIs, false) as T;
}

/** What a person wrote, as it may be kept. */
export function cleanText(text: string): string {
  return withoutCardNumbers(withoutHiddenSigns(text));
}

/** An id as it may be kept: as it is, but for a card number in the place of one. */
export function cleanId(id: string): string {
  return /^[\w.:+/=-]{1,200}$/.test(id) && /[A-Za-z]/.test(id) ? id : cleanText(id);
}

/** What our own fields and those of both processors are called that hold ids, alone or in a list. */
const IDS = /(?:^id|Id|_id)$/;
const MORE_IDS: readonly string[] = [
  "account",
  "anchor",
  "connection",
  "cursor",
  "despite",
  "duplicateOf",
  "fingerprint",
  "overrides",
  "reference",
  "refunds",
  "subAccount",
  "unknown",
];

function cleaned(value: unknown, name: string, asIs: readonly string[], inMetadata: boolean): unknown {
  if (typeof value === "string") {
    if (asIs.includes(name)) return value;
    return !inMetadata && (IDS.test(name) || MORE_IDS.includes(name)) ? cleanId(value) : cleanText(value);
  }
  if (Array.isArray(value)) return value.map((each) => cleaned(each, name, asIs, inMetadata));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      cleanText(key),
      cleaned(each, key, inMetadata ? [] : asIs, inMetadata || key === "metadata"),
    ]),
  );
}
