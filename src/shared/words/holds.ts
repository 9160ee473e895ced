/** What the Holds screen says. */
export const holdsWords = {
  title: "Holds",
  none: "No money is on hold.",
  noneHint: "An order with “Authorize only” makes a hold. It waits here for up to seven days.",
  due: ({ count }: { count: number }) => (count === 0 ? "None is due." : `${count} due within 48 hours.`),
  counted: ({ count, amount }: { count: number; amount: string }) =>
    `${count} ${count === 1 ? "hold" : "holds"}, ${amount}.`,
  notUpToDate: "Not up to date.",
  reading: "Reading the holds",
  waiting: "A hold opens here:\ncapture all or a part of it,\nor take it back to release it.",
  chooseNone: "Choose none",
  chooseDue: ({ count }: { count: number }) => `Choose the ${count} due`,
  captureNone: "Capture chosen",
  captureChosen: ({ count, amount }: { count: number; amount: string }) => `Capture ${count} chosen, ${amount}`,
  columns: { choose: "Choose", left: "Time left", capture: "Capture" },
  chooseRow: ({ amount, name }: { amount: string; name: string }) => `Choose ${amount} of ${name}`,
  capture: "Capture",

  manyTitle: ({ count }: { count: number }) => `Capture ${count} ${count === 1 ? "hold" : "holds"}`,
  manyAhead: ({ amount }: { amount: string }) =>
    `${amount} together. Each hold is captured in full, one after the other.`,
  manyDone: ({ done, count, amount }: { done: number; count: number; amount: string }) =>
    `${done} of ${count} captured, ${amount}.`,
  manyList: "Holds to capture",
  tryRest: ({ count, amount }: { count: number; amount: string }) => `Try the other ${count} again, ${amount}`,
  stop: "Stop after this one",
  lineWaiting: "waiting",
  lineSending: "sending…",
  notSent: "Not sent.",
  notSentEither: "Not sent, for the reason above.",
} as const;
