/** What Settings says of the connection to a processor, and why one cannot be made. */
export const connectionWords = {
  connection: "Connection",
  environments: {
    practice: "Practice: nothing leaves this computer, no money moves.",
    test: "The processor’s sandbox: no money moves.",
    live: "Real money.",
  },
  connect: "Connect",
  inUse: "in use",
  asking: "Asking the processor…",
  connected: ({ name }: { name: string }) => `Connected to ${name}.`,
  notConnected: ({ why }: { why: string }) => `Not connected. ${why}`,
  needsCredentials: "Fill in the fields above, then connect.",
  notInUse: "Connect to use it in this window.",
  inKeychain: ({ ends }: { ends: string }) => `It is in the keychain${ends}. A new one replaces it.`,
  endsOn: ({ day }: { day: string }) => `; it ends on ${day}`,
  endedOn: ({ day }: { day: string }) => `; it ended on ${day}`,
  tokenRefused: "This token was not accepted.",
  clientRefused: "These were not accepted.",

  token: "Bearer token",
  tokenHint: "From the processor’s dashboard, under API. It is kept in this computer’s keychain.",
  tokenMissing: "Paste the token from the processor’s dashboard.",
  clientId: "Client ID",
  clientIdHint: "From the processor’s dashboard, under API keys.",
  clientIdMissing: "Paste the client ID.",
  clientSecret: "Client secret",
  clientSecretHint: "It is kept in this computer’s keychain.",
  clientSecretMissing: "Paste the client secret.",
  subAccount: "Sub account",
  subAccountHint: "Only when payments are taken for a sub account.",

  removeToken: "Remove token",
  removeCredentials: "Remove credentials",
  removeAsk: ({ act, name }: { act: string; name: string }) => `${act} of ${name}?`,
  removeWhat: ({ name }: { name: string }) => `${name} cannot be used on this computer until it is connected again.`,
  removeDone: "It is out of the keychain.",
  keep: "Keep",

  oldPackage: ({ has, needs }: { has: string; needs: string }) =>
    `Real money is off here: install the newest Counterfoil, which brings Electron ${needs} or newer (this is ${has}, which gets no security fixes).`,
  noSandbox:
    "Real money is off here: start Counterfoil as an ordinary user, not as root and without --no-sandbox, so that its sandbox runs.",
  developmentCopy:
    "Real money is off here: this is a development copy, so install Counterfoil on this computer from its package, and start that.",
  debugger: "Real money is off here: a debugger can reach this program, so start Counterfoil again without debugging.",
} as const;

/** Why an account cannot be connected. `name` is the account's; `kept` says what became of what was typed. */
export const connectTroubleWords = {
  tokenNotKept: "the token was not kept",
  nothingKept: "nothing was kept",
  unexpected: "Something unexpected happened.",
  belongsTo: ({ other, name }: { other: string; name: string }) =>
    `This token belongs to ${other}, not to ${name}. Choose ${other} above to use it.`,
  tokenEnded: ({ day }: { day: string }) => `This token ended on ${day}. Make a new one in the PayArc dashboard.`,
  tokenRefused: ({ name, environment, processor }: { name: string; environment: string; processor: string }) =>
    `${name} does not accept this token. Copy it whole from the ${environment} dashboard of ${processor}: test and live have different tokens.`,
  noNetwork: ({ name, kept }: { name: string; kept: string }) =>
    `${name} cannot be reached. Check the network of this computer, then connect again; ${kept}.`,
  timeout: ({ name, kept }: { name: string; kept: string }) =>
    `${name} did not answer in time. Try again in a moment; ${kept}.`,
  noWay: ({ why, kept }: { why: string; kept: string }) => `${why} So ${kept}.`,
  slowDown: ({ name, kept }: { name: string; kept: string }) =>
    `${name} asks to slow down. Wait a minute, then connect again; ${kept}.`,
  down: ({ name, what, kept }: { name: string; what: string; kept: string }) =>
    `${name} has a problem and could not check ${what}. Try again later; ${kept}.`,
  other: ({ name, what, why }: { name: string; what: string; why: string }) =>
    `${name} could not check ${what}. ${why}`,
  checkedToken: "the token",
  checkedClient: "what you typed",
  notBearer: "This is not a bearer token. A token is one long line of letters and digits.",
  pasteWhole: "Paste the whole token.",
  needsClient: ({ name }: { name: string }) => `${name} is connected with a client ID and a client secret.`,
  clientIdForm: "A client ID is one line of at least 6 letters and digits.",
  clientSecretForm: "A client secret is one line of at least 6 letters and digits.",
  clientIdBegins: "A client ID begins with test_ or with live_.",
  clientIdOther: ({ of, name }: { of: string; name: string }) =>
    `This client ID is of the ${of} environment, and ${name} is not. Choose a ${of} account.`,
  subAccountBegins: "A sub account begins with acc_.",
  needsNone: "Training needs no credentials.",
  twice: ({ other }: { other: string }) =>
    `“${other}” is connected with these already. Two accounts with the same ones would show every payment twice.`,
} as const;

/** Why a connected account does not answer, and what should be known of its secret. */
export const accountTroubleWords = {
  full: ({ most }: { most: number }) =>
    `This computer has room for ${most} accounts, and those that were removed keep their place. Nothing was added. Use another account here, or another computer for this one.`,
  noClient: ({ name }: { name: string }) =>
    `${name} has no client ID and secret on this computer. Type them in Settings to connect.`,
  noToken: ({ name }: { name: string }) =>
    `${name} has no bearer token on this computer. Type it in Settings to connect.`,
  unknown: ({ id }: { id: string }) => `There is no account called ${id}.`,
  notStarted: ({ name }: { name: string }) => `${name} has not started. Close Counterfoil and start it again.`,
  olderSecret: ({ name }: { name: string }) =>
    `The keychain still has an older secret of ${name}, which is not used. Type the one in force in Settings to connect.`,
  keychainSilent: ({ name }: { name: string }) =>
    `The secret of ${name} is in the keychain, which does not answer. Unlock the keychain and start Counterfoil again, or connect anew in Settings.`,
  keychainKeeps: ({ name }: { name: string }) =>
    `${name} is out of use, but its token could not be taken out of the keychain. Unlock the keychain and remove it again, or remove “Counterfoil” there yourself.`,
  couldNotAsk: ({ name }: { name: string }) => `${name} could not be asked whether it is there.`,
  refused: ({ name, what }: { name: string; what: string }) =>
    `${name} no longer accepts its ${what}. Connect again in Settings.`,
  token: "token",
  client: "client ID and secret",
  clientSecret: "client secret",
  noNetwork: ({ name }: { name: string }) => `${name} cannot be reached: check the network of this computer.`,
  silent: ({ name }: { name: string }) => `${name} does not answer.`,
  notSafe: ({ name }: { name: string }) =>
    `The connection to ${name} is not safe: its certificate could not be verified. Check the clock and the network of this computer.`,
  slowDown: ({ name }: { name: string }) => `${name} asks to slow down; it is asked again shortly.`,
  down: ({ name }: { name: string }) => `${name} has a problem; it is asked again shortly.`,
  clock: ({ span, way, name }: { span: string; way: "ahead" | "behind"; name: string }) =>
    `This computer’s clock is about ${span} ${way === "ahead" ? "ahead of" : "behind"} ${name}’s. Set it right: times on screens and receipts are wrong until then.`,
  clockSpan: ({ count, unit }: { count: number; unit: "minute" | "hour" | "day" }) =>
    `${count} ${unit}${count === 1 ? "" : "s"}`,
  inMemory: ({ name, what }: { name: string; what: string }) =>
    `The ${what} of ${name} is in memory only, because the keychain does not answer. It must be typed again next time.`,
  tokenEnds: ({ name, day, ended }: { name: string; day: string; ended: boolean }) =>
    `The token of ${name} ${ended ? "ended" : "ends"} on ${day}. Make a new one in the PayArc dashboard and connect again in Settings.`,
} as const;

/** What is wrong with a proxy that was typed. */
export const proxyWords = {
  addressMissing: "Type the address of the proxy too: its name and password are shown to no other.",
  nameMissing: "Type the name that this password belongs to.",
  nameColon: "The name for a proxy cannot have a colon in it.",
  oneLine: "A name and a password are one line of ordinary signs each.",
  passwordMissing: "Type the password of this name at this proxy.",
  noSocks: "Counterfoil does not speak SOCKS. Ask for the address of an HTTP proxy.",
  noLogin: "Type name and password in their own fields, not in the address.",
  form: "The address of a proxy looks like proxy.example.com:8080.",
  portMissing: "Type the port too, as in proxy.example.com:8080.",
  portWrong: "A port is a number from 1 to 65535.",
} as const;

/** For whoever sets an address for tests, in a terminal. */
export const testAddressWords = {
  wrong: ({ name }: { name: string }) =>
    `${name} must be the root of a server on this machine, like http://127.0.0.1:4711 (http, loopback, no path, no name or password).`,
} as const;
