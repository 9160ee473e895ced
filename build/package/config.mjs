// What electron-builder is told (https://www.electron.build/configuration). docs/release.md says what of it was built.
import fs from "node:fs";
import path from "node:path";
import { root } from "../paths.mjs";
import { updatesPlace } from "../release-key.mjs";

/** The platforms' own dialogs speak these; the program itself is in English. */
const LANGUAGES = ["en-US", "es", "es-419"];
/** The Electron with which the eighth fuse came (https://www.electronjs.org/docs/latest/tutorial/fuses). */
const FILE_PROTOCOL_FUSE_SINCE = 29;

/**
 * SECURITY: what is switched off in the binary itself, as far as that Electron has the switch (docs/security.md, point
 * 19). `major` is Electron's major version.
 */
export function fusesOf(major) {
  return {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    ...(major >= FILE_PROTOCOL_FUSE_SINCE && { grantFileProtocolExtraPrivileges: false }),
  };
}

/**
 * The configuration of one build. `runtime` is what build/electron-runtime.mjs answers, `version` that of the package,
 * `out` the folder for what is built.
 */
export function packageConfig({ runtime, version, out }) {
  return {
    appId: "app.counterfoil.terminal",
    productName: "Counterfoil",
    copyright: "All rights reserved by the owner of Counterfoil",
    extraMetadata: { version },
    electronVersion: runtime.version,
    electronDist: runtime.folder,
    electronLanguages: LANGUAGES,
    electronFuses: fusesOf(Number.parseInt(runtime.version, 10)),
    npmRebuild: false,
    nodeGypRebuild: false,
    // Nothing is published from here; with it the package knows its kind, and a file is made that tells of it.
    publish: { provider: "generic", url: updatesPlace().root },
    directories: { output: out, buildResources: path.join(root, "build", "package") },
    asar: true,
    files: [
      "out/{main,preload,renderer}/**/*",
      "package.json",
      "!node_modules/node-addon-api",
      "!node_modules/keytar/{src,script,prebuilds,binding.gyp,*.d.ts}",
      "!**/node_modules/@libsql/*-musl{,/**/*}",
    ],
    afterPack: ({ appOutDir }) => {
      // The replacement runtime has a default app of ours, which Electron would take before app.asar.
      fs.rmSync(path.join(appOutDir, "resources", "app"), { recursive: true, force: true });
      fs.rmSync(path.join(appOutDir, "path.txt"), { force: true });
    },
    linux,
    deb,
    rpm: { depends: RPM_NEEDS },
    mac,
    win: { target: ["nsis"], icon: "icon.ico" },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  };
}

const linux = {
  executableName: "counterfoil",
  syncDesktopName: true,
  category: "Office",
  synopsis: "Desktop virtual terminal for card payments",
  // RFC 2606 keeps this name free: the owner of the program puts an address that is read.
  maintainer: "Counterfoil <release@counterfoil.example>",
  icon: "icons",
  desktop: {
    entry: {
      Name: "Counterfoil",
      Actions: "NewWindow;Training;",
      GenericName: "Virtual terminal",
      Keywords: "card;payment;terminal;charge;refund;",
    },
    desktopActions: {
      NewWindow: { Name: "New window", Exec: "/opt/Counterfoil/counterfoil --new-window" },
      Training: { Name: "Training", Exec: "/opt/Counterfoil/counterfoil --new-window --training" },
    },
  },
};

const deb = {
  depends: [
    "libgtk-3-0t64 | libgtk-3-0",
    "libnss3",
    "libasound2t64 | libasound2",
    "libatk-bridge2.0-0t64 | libatk-bridge2.0-0",
    "libdrm2",
    "libgbm1",
    "libnotify4",
    "libsecret-1-0",
    "libxss1",
    "libxtst6",
    "xdg-utils",
  ],
  // Without one the tokens and the journal's key stay in memory, and the program says so.
  recommends: ["gnome-keyring | kwalletmanager"],
  packageCategory: "misc",
  priority: "optional",
};
const RPM_NEEDS = [
  "gtk3",
  "nss",
  "alsa-lib",
  "at-spi2-core",
  "libdrm",
  "libnotify",
  "libsecret",
  "mesa-libgbm",
  "xdg-utils",
];

const mac = {
  target: ["dmg"],
  icon: "icon.icns",
  category: "public.app-category.business",
  hardenedRuntime: true,
  gatekeeperAssess: false,
  entitlements: path.join(root, "build", "package", "entitlements.mac.plist"),
  entitlementsInherit: path.join(root, "build", "package", "entitlements.mac.plist"),
  notarize: true,
};
