/** Until the program has said what its computer does. */
let here: 12 | 24 = 12;

/** How the time of day is told here. */
export function hoursHere(): 12 | 24 {
  return here;
}

/** Takes over what the program said. */
export function setHours(hours: 12 | 24): void {
  here = hours;
}
