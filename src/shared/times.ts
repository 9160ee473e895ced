/** Whether people of that locale ("en-US") tell the time by 12 hours or by 24. A locale that is not known: 12. */
export function hoursOf(locale: string): 12 | 24 {
  try {
    const { hour12 } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
    return hour12 === false ? 24 : 12;
  } catch {
    return 12;
  }
}

/** `10:42 AM` or `10:42`, with seconds `10:42:07`: the time of day at this desk. `at`: epoch ms. */
export function clockText(at: number, hours: 12 | 24, seconds = false): string {
  return new Intl.DateTimeFormat("en-US", {
    hour: hours === 12 ? "numeric" : "2-digit",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" } : {}),
    hourCycle: hours === 12 ? "h12" : "h23",
  })
    .format(at)
    .replaceAll("\u202f", " ");
}
