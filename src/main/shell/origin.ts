/** The one place the window may show: our own files under our own scheme. */
export const SCHEME = "app";
const HOST = "terminal";
const ORIGIN = `${SCHEME}://${HOST}`;
export const HOME = `${ORIGIN}/index.html`;
/** The same page, with nothing in it before its scripts run (build/first-markup.ts). */
export const PLAIN = `${ORIGIN}/plain.html`;

/** True for pages of ours only. URL() gives custom schemes no origin everywhere, so scheme and host are compared. */
export function isOurs(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === `${SCHEME}:` && url.host === HOST && url.username === "" && url.password === "";
  } catch {
    return false;
  }
}
