/** What About says. */
export const aboutWords = {
  what: "Counterfoil takes phone and mail orders. A charge is never doubled, lost or guessed.",
  version: "Version",
  runtime: "Runtime",
  runtimeIs: ({ electron, chrome, node }: { electron: string; chrome: string; node: string }) =>
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
  supported: "Support",
  isSupported: "This runtime is supported",
  notSupported: "This runtime is too old for real money. Install the current Counterfoil.",
  folder: "Your data",
  folderHolds:
    "This folder has the journal, the copies of customers and payments, settings and the log. Its databases are encrypted; their keys and your tokens are in the keychain of this computer. No card number and no CVV is ever stored.",
  licences: ({ count }: { count: number }) => `Made with ${count} open-source packages`,
  chromium: "Electron brings Chromium; its licenses are in the file LICENSES.chromium.html beside the program.",
  package: ({ name, version, licence }: { name: string; version: string; licence: string }) =>
    `${name} ${version} · ${licence}`,
  noText: "This package names its license and brings no text of it.",
  reading: "Reading the licenses",
} as const;
