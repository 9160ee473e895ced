/**
 * A phone number as people read it: `(404) 555-0196` for ten digits of the North American plan (with or without its 1),
 * as it is for everything else, because a wrong grouping is worse than none. Only for showing: it is kept and sent as
 * it came.
 */
export function phoneText(phone: string): string;
export function phoneText(phone: string | null): string | null;
export function phoneText(phone: string | null): string | null {
  if (phone === null) return null;
  const text = phone.trim();
  // Anything but digits and the usual marks between them (an extension, a word, another country's +) is shown as it is.
  if (!/^(?:\+(?=1))?[\d\s().-]+$/.test(text)) return phone;
  const [, area, exchange, line] = /^1?([2-9]\d\d)([2-9]\d\d)(\d{4})$/.exec(text.replace(/\D/g, "")) ?? [];
  return area === undefined ? phone : `(${area}) ${exchange}-${line}`;
}
