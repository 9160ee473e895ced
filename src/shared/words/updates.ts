/** What is said of newer versions of the program. */
export const updateWords = {
  on: "Look for a newer version once a day",
  onHint:
    "Off: nobody is asked. On: Counterfoil asks the place it came from for the newest version, and sends nothing of yours. It is installed only when you say so.",
  look: "Look now",
  fetch: ({ version }: { version: string }) => `Download ${version}`,
  install: ({ version }: { version: string }) => `Install ${version} and restart`,
  whatIsNew: ({ version }: { version: string }) => `New in ${version}`,

  off: "Counterfoil does not look for newer versions.",
  notYet: "Not looked yet.",
  newest: ({ time }: { time: string }) => `This is the newest version. Last looked at ${time}.`,
  looking: "Looking for a newer version.",
  found: ({ version }: { version: string }) => `Counterfoil ${version} can be downloaded.`,
  fetching: ({ version }: { version: string }) => `Downloading Counterfoil ${version}. Go on working meanwhile.`,
  ready: ({ version }: { version: string }) =>
    `Counterfoil ${version} is downloaded. To install it, Counterfoil closes and starts again; the computer may ask for its administrator’s password. Charge or discard parked orders first.`,
  notice: ({ version }: { version: string }) =>
    `Counterfoil ${version} can be installed. Settings, Updates, says what is new.`,

  notReached: "The place where newer versions are kept does not answer. Try again later.",
  notSigned: "What is offered there was not signed by the makers of Counterfoil. Nothing was downloaded.",
  wrongName: "What is offered there is no version of Counterfoil. Nothing was downloaded.",
  changed: "What was downloaded is not what the makers of Counterfoil released. It was thrown away.",
  fetchFailed: "The newer version could not be downloaded. Try again later.",
  unreleased: "This copy of Counterfoil was never released, so there is no place to look for a newer one.",
  byHand: "This copy of Counterfoil cannot replace itself. Get newer versions from where this one came from.",
  nothingReady: "There is no newer version to install. Look again.",
  open: "A payment is not finished or is still being checked. Install the newer version when its outcome is known.",
} as const;
