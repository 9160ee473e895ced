/** Filled in below with the list of open questions. */
export function Tray() {
  return null;
}
