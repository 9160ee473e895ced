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
  // A new Intl.DateTimeFormat takes most of a millisecond and much memory, and one that is kept does not hear of
  // another time zone.
  const time = new Date(at);
  const hour = time.getHours();
  const behind = [time.getMinutes(), ...(seconds ? [time.getSeconds()] : [])].map(twoDigits).join(":");
  if (hours === 24) return `${twoDigits(hour)}:${behind}`;
  return `${hour % 12 || 12}:${behind} ${hour < 12 ? "AM" : "PM"}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

/** `Nov 29`, with its year `Nov 29, 2026`: the day at this desk. `at`: epoch ms. */
export function dateText(at: number, year: boolean): string {
  // In English everywhere: "Sun Nov 29 2026".
  const [, month, day, inYear] = new Date(at).toDateString().split(" ");
  return `${month} ${Number(day)}${year ? `, ${inYear}` : ""}`;
}

/** `Nov 29, 2026, 2:19 PM` or `Nov 29, 2026, 14:19`: day and time at this desk, on paper. `at`: epoch ms. */
export function stampText(at: number, hours: 12 | 24): string {
  return `${dateText(at, true)}, ${clockText(at, hours)}`;
}

/** What a computer says of how it tells the time of day; null or undefined: nothing. */
export interface SystemClock {
  readonly platform: string;
  /** The locale of its region, not of its words ("en-GB"). */
  readonly locale: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The switch of macOS, which stands above the region. */
  readonly mac: (name: "AppleICUForce24HourTime" | "AppleICUForce12HourTime") => boolean;
}

/** As it is set at this desk; "system": as the computer has it. */
export function hoursAsSet(set: "system" | "12" | "24", system: 12 | 24): 12 | 24 {
  return set === "12" ? 12 : set === "24" ? 24 : system;
}

/** By how many hours this computer tells the time: by its own switch where it has one, else by its region. */
export function systemHours({ platform, locale, env, mac }: SystemClock): 12 | 24 {
  if (platform === "darwin" && mac("AppleICUForce24HourTime")) return 24;
  if (platform === "darwin" && mac("AppleICUForce12HourTime")) return 12;
  // On Linux times may have a region of their own: LC_TIME=en_GB.UTF-8.
  const named = platform === "linux" ? env["LC_ALL"] || env["LC_TIME"] || "" : "";
  const ofTimes = /^([a-z]{2,3})_([A-Z]{2})\b/u.exec(named);
  return hoursOf(ofTimes ? `${ofTimes[1]}-${ofTimes[2]}` : locale);
}

/** On which day a week begins; 0: Sunday, as `Date` counts. */
export type WeekStart = 0 | 1 | 6;

/** As it is set at this desk; "system": as the computer has it. */
export function weekStartAsSet(set: "system" | "sunday" | "monday" | "saturday", system: WeekStart): WeekStart {
  return set === "system" ? system : ({ sunday: 0, monday: 1, saturday: 6 } as const)[set];
}

/** On which day a week begins for people of that locale ("en-US"). A locale that does not say: Sunday. */
export function weekStartOf(locale: string): WeekStart {
  try {
    const about = new Intl.Locale(locale) as WithWeek;
    const day = (about.getWeekInfo?.() ?? about.weekInfo)?.firstDay;
    return day === 1 || day === 6 ? day : 0;
  } catch {
    return 0;
  }
}

interface WeekInfo {
  /** Monday is 1, Sunday 7. */
  readonly firstDay: number;
}
/** The types of TypeScript do not have it yet; older engines have the property. */
type WithWeek = Intl.Locale & { readonly getWeekInfo?: () => WeekInfo; readonly weekInfo?: WeekInfo };
