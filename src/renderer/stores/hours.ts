/** Until the program has said what its computer does. */
let here: 12 | 24 = 12;

/** How this computer tells the time of day. */
export function hoursHere(): 12 | 24 {
  return here;
}

/** Takes over what the program said. */
export function setHours(hours: 12 | 24): void {
  here = hours;
}
