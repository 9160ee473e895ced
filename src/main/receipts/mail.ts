import { isEmail } from "../../shared/email";
import type { Receipt } from "./receipt";

/** Some mail programs and systems cut longer addresses, and then nothing is opened. */
const LONGEST_URL = 1_900;

/**
 * The address that opens a draft in the mail program. SECURITY: a person, a subject and a text and nothing else: no copy
 * to others, no file; every sign but letters, digits and a few marks is written as its code. What is no address of a
 * person is left out. A text that is too long loses its last lines.
 */
export function mailtoUrl(draft: {
  readonly to: string | null;
  readonly subject: string;
  readonly text: string;
}): string {
  const to = draft.to !== null && isEmail(draft.to) ? encodeURIComponent(draft.to).replace("%40", "@") : "";
  const lines = draft.text.split("\n");
  const url = (count: number): string =>
    `mailto:${to}?subject=${encodeURIComponent(draft.subject)}&body=${encodeURIComponent(lines.slice(0, count).join("\r\n"))}`;
  let count = lines.length;
  while (count > 1 && url(count).length > LONGEST_URL) count -= 1;
  return url(count);
}

/** SECURITY: whether it is an address as `mailtoUrl` writes them. */
export function isMailto(url: string): boolean {
  return (
    /^mailto:[\w.!~*'()%@-]*\?subject=[\w.!~*'()%-]*&body=[\w.!~*'()%-]*$/.test(url) && url.length <= 4 * LONGEST_URL
  );
}

/** The receipt as plain lines, for an e-mail or a text message. */
export function receiptText(receipt: Receipt): string {
  const { merchant } = receipt;
  const blocks: (readonly string[])[] = [
    receipt.band === null ? [] : [receipt.band],
    [merchant.name, ...merchant.address, merchant.phone].filter((line) => line !== ""),
    [`${receipt.kind}: ${receipt.amount} ${receipt.currency}`, receipt.verdict],
    receipt.sums.map(({ label, amount }) => `${label}: ${amount}`),
    receipt.facts.map(({ label, value }) => `${label}: ${value}`),
    receipt.notes,
    receipt.policy === "" ? [] : [receipt.policy],
  ];
  return blocks
    .filter(({ length }) => length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
