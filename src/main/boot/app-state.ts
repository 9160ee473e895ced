import type { AccountId } from "../../shared/account";
import type { AppState, Notice } from "../../shared/contract";
import type { Connections } from "../connections/connections";
import type { People } from "../people/people";
import type { Proxy } from "../connections/proxy";
import { isSupported, type Runtime } from "../connections/runtime";
import { capabilitiesOf } from "../processors/processor";
import type { SharedBook } from "../shared-book/shared-book";
import type { Settings } from "../settings/settings";
import type { Updates } from "../updates/updates";
import { errorWords } from "../../shared/words/errors";

/** What the state of the program is read from. */
export interface AppStateSources {
  readonly version: string;
  readonly runtime: Runtime;
  readonly people: Pick<People, "person" | "operator" | "may" | "lockState" | "notices">;
  /** How many payments nobody knows the outcome of yet. */
  readonly checking: () => number;
  /** By how many hours the time of day is told. */
  readonly hours: 12 | 24;
  readonly keychainThere: boolean;
  readonly settings: Settings;
  readonly connections: Connections;
  readonly proxy: Proxy;
  readonly desks: Pick<SharedBook, "seen">;
  readonly updates: Pick<Updates, "state">;
  /** What the other services have to say, in the order in which it is shown. */
  readonly notices: () => readonly Notice[];
}

/** What every screen of a window shows at its top: who, where, on which account, and what people should know. */
export function readAppState(account: AccountId, sources: AppStateSources): AppState {
  const { runtime, settings, connections, people } = sources;
  const lock = people.lockState();
  return {
    version: sources.version,
    runtime: { electron: runtime.electron, chrome: runtime.chrome, supported: isSupported(runtime) },
    operator: people.operator(),
    person: people.person(),
    may: people.may(),
    lock,
    checking: sources.checking(),
    desk: settings.desk().deskName,
    hours: sources.hours,
    account: stateOf(account, connections),
    accounts: settings.accounts.list().flatMap(({ id }) => connections.state(id) ?? []),
    removed: settings.accounts.list().filter(({ removed }) => removed),
    noLive: connections.noLive(),
    trouble: connections.trouble(account),
    troubleSince: connections.troubleSince(account),
    capabilities: capabilities(account, connections),
    // SECURITY: while it is locked a page is told of no customer; what it had is wiped.
    notices: lock.locked ? [] : [...ownNotices(sources.keychainThere, settings, people), ...sources.notices()],
    settings: settings.of(account),
    proxy: sources.proxy.state(),
    desks: sources.desks.seen(),
    updates: sources.updates.state(),
  };
}

function ownNotices(keychainThere: boolean, settings: Settings, people: Pick<People, "notices">): Notice[] {
  const said: Notice[] = people.notices().map((sentence, at) => ({ id: `people-${at}`, tone: "warning", sentence }));
  if (!keychainThere) {
    said.push({
      id: "no-keychain",
      tone: "warning",
      sentence: errorWords.keychainSilent,
    });
  }
  const aboutSettings = settings.notice();
  if (aboutSettings !== null) said.push({ id: "settings", tone: "warning", sentence: aboutSettings });
  return said;
}

/** Training is there for a window whose account is gone in this very moment. */
function stateOf(account: AccountId, connections: Connections): AppState["account"] {
  const state = connections.state(account) ?? connections.state("training");
  if (!state) throw new Error("the accounts have lost Training");
  return state;
}

/** What the account can do; nothing while it has no processor. */
function capabilities(account: AccountId, connections: Connections): AppState["capabilities"] {
  try {
    return capabilitiesOf(connections.processor(account));
  } catch {
    return [];
  }
}
