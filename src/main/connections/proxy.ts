import { z } from "zod";
import type { ProxyState } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import { proxyWords } from "../../shared/words/connection";
import type { Log } from "../base/log";
import type { Keychain } from "../keychain/keychain";
import type { ProxySetting, Settings } from "../settings/settings";

/** What a connection goes through: the proxy that was typed in Settings, or else the one that the system names. */
export interface Proxy {
  /** Reads the password from the keychain. Does not throw. */
  start(): Promise<void>;
  state(): ProxyState;
  /**
   * Keeps what was typed; from then on new connections use it. An empty password keeps the one that belongs to this
   * address and name. Throws a Failure that names the field; then all is as it was.
   */
  set(given: ProxySetting & { readonly password: string }): Promise<void>;
  /**
   * The proxy for an address: "DIRECT", a PAC answer, or a URL. SECURITY: the URL may hold the password; it goes to
   * processors/wire alone.
   */
  proxyFor(address: string): Promise<string | null>;
  onChange(listener: () => void): void;
}

/**
 * SECURITY: a password is kept together with the proxy that it was typed for, so that no other address (of a changed
 * file, of a PAC script) is ever shown it.
 */
const Kept = z.object({ address: z.string(), name: z.string(), password: z.string() });

export function createProxy(options: {
  readonly keychain: Keychain;
  readonly settings: Settings;
  readonly log: Log;
  /** The system's proxy for an address, as a PAC answer. */
  readonly system: (address: string) => Promise<string | null>;
}): Proxy {
  const { keychain, settings, log, system } = options;
  const listeners: (() => void)[] = [];
  let kept: z.infer<typeof Kept> | null = null;

  const passwordOf = ({ address, name }: ProxySetting): string | null =>
    kept !== null && name !== "" && kept.address === address && kept.name === name ? kept.password : null;

  return {
    start: async () => {
      try {
        const found = await keychain.get("proxy password");
        kept = found === null ? null : Kept.parse(JSON.parse(found));
      } catch (error) {
        log.warn("proxy: its password could not be read", error instanceof Failure ? error : undefined);
      }
    },
    state: () => {
      const proxy = settings.proxy();
      return { ...proxy, hasPassword: passwordOf(proxy) !== null };
    },
    set: async ({ password, ...given }) => {
      const next = { address: addressOf(given.address), name: given.name };
      const missing = whatIsMissing(next, password, passwordOf(next) !== null);
      if (missing) throw new Failure("bad_input", missing.sentence, { [missing.field]: missing.sentence });
      if (next.name === "") {
        if (kept !== null) await keychain.remove("proxy password");
        kept = null;
      } else if (password !== "") {
        kept = { ...next, password };
        await keychain.set("proxy password", JSON.stringify(kept));
      }
      settings.setProxy(next);
      log.info(`proxy: ${next.address === "" ? "the system’s" : "one of our own"} is in use`);
      for (const listener of listeners) listener();
    },
    proxyFor: async (address) => {
      const proxy = settings.proxy();
      if (proxy.address === "") return system(address);
      const password = passwordOf(proxy);
      if (password === null) return proxy.address;
      const login = `${encodeURIComponent(proxy.name)}:${encodeURIComponent(password)}`;
      return proxy.address.replace("://", () => `://${login}@`);
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}

function whatIsMissing(
  { address, name }: ProxySetting,
  password: string,
  hasPassword: boolean,
): { readonly field: "address" | "name" | "password"; readonly sentence: string } | null {
  if (address === "" && (name !== "" || password !== ""))
    return {
      field: "address",
      sentence: proxyWords.addressMissing,
    };
  if (name === "" && password !== "") return { field: "name", sentence: proxyWords.nameMissing };
  // RFC 7617: the first colon ends the name.
  if (name.includes(":")) return { field: "name", sentence: proxyWords.nameColon };
  if (/[\p{Cc}\p{Cs}]/u.test(name + password)) return { field: "password", sentence: proxyWords.oneLine };
  if (name !== "" && password === "" && !hasPassword)
    return { field: "password", sentence: proxyWords.passwordMissing };
  return null;
}

/** "http://proxy.example.com:8080" for what was typed, "" for nothing. Throws a Failure for what is no proxy. */
function addressOf(typed: string): string {
  const text = typed.trim();
  const wrong = (sentence: string): never => {
    throw new Failure("bad_input", sentence, { address: sentence });
  };
  if (text === "") return "";
  if (/^socks/i.test(text)) return wrong(proxyWords.noSocks);
  if (text.includes("@")) return wrong(proxyWords.noLogin);
  const form = /^(?:(https?):\/\/)?([a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?\/?$/i.exec(text);
  if (!form) return wrong(proxyWords.form);
  const [, scheme, host = "", port] = form;
  if (port === undefined) return wrong(proxyWords.portMissing);
  if (Number(port) < 1 || Number(port) > 65_535) return wrong(proxyWords.portWrong);
  return `${(scheme ?? "http").toLowerCase()}://${host.toLowerCase()}:${Number(port)}`;
}
