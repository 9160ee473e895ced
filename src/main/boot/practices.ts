import type { Notice } from "../../shared/contract";
import type { AccountId } from "../../shared/account";
import type { Log } from "../base/log";
import { trainingAnew, trainingInMemory, wherePracticeIs, type Folder } from "./open-databases";
import type { JustiFiTraining } from "../practice/justifi/server";
import type { Training } from "../practice/payarc/server";
import type { Where } from "../storage/database";
import { errorWords } from "../../shared/words/errors";

const MEMORY: Where = { file: ":memory:", key: null };

/** The practice servers, one an account, each started when it is needed. */
export interface Practices {
  /** The server, or the sentence that says why there is none. */
  startTraining(account: AccountId): Promise<Training | string>;
  startJustiFiTraining(account: AccountId): Promise<JustiFiTraining | string>;
  notices(): readonly Notice[];
  /** Puts the practice data back. Answers false when that server is not there. */
  reset(account: AccountId): Promise<boolean>;
  /**
   * Ends that server until it is started again; null where it stays: it is not there, or what it knows is on no disk.
   * Does not throw.
   */
  rest(account: AccountId): Promise<void> | null;
  close(): Promise<void>;
}

interface Starters {
  readonly log: Log;
  readonly startTraining: (options: { database: Where }) => Promise<Training>;
  readonly startJustiFiTraining: (options: { database: Where }) => Promise<JustiFiTraining>;
}

/** `changed` hears that there are other notices than before. */
export function createPractices(
  { log, startTraining, startJustiFiTraining }: Starters,
  folder: Folder,
  changed: () => void,
): Practices {
  const said: Notice[] = [];
  const running = new Map<AccountId, Promise<Server | string>>();
  /** Where the data of an account lies, once a server has opened it. */
  const places = new Map<AccountId, Where>();
  /** Starts the server of an account, or answers the one that is there. */
  const started = <T extends Server>(
    account: AccountId,
    start: (options: { database: Where }) => Promise<T>,
  ): Promise<T | string> => {
    const there = running.get(account);
    if (there) return there as Promise<T | string>;
    const begun = startOne(log, folder, account, places.get(account) ?? null, start).then((found) => {
      said.push(...found.notices);
      if (found.where !== null) places.set(account, found.where);
      return found.server;
    });
    running.set(account, begun);
    void begun.then(changed);
    return begun;
  };
  return {
    startTraining: (account) => started(account, startTraining),
    startJustiFiTraining: (account) => started(account, startJustiFiTraining),
    notices: () => said,
    reset: async (account) => {
      const server = await running.get(account);
      if (server === undefined || typeof server === "string") return false;
      await server.reset();
      return true;
    },
    rest: (account) => {
      const server = running.get(account);
      const where = places.get(account);
      // What was practised without a keychain is in this server alone.
      if (server === undefined || where === undefined || where.file === MEMORY.file) return null;
      running.delete(account);
      return server
        .then((found) => (typeof found === "string" ? undefined : found.close()))
        .catch((error: unknown) => log.warn("training: it did not end as it should", error));
    },
    close: async () => {
      const servers = await Promise.all(running.values());
      await Promise.all(servers.map((server) => (typeof server === "string" ? undefined : server.close())));
    },
  };
}

type Server = Pick<Training, "reset" | "close">;

/**
 * Starts one, over the data that it had before (`known`) or those of the folder. A file it cannot read is set aside and
 * begun anew; without it the real connections still work. `where`: null where there is no server.
 */
async function startOne<T>(
  log: Log,
  folder: Folder,
  account: AccountId,
  known: Where | null,
  start: (options: { database: Where }) => Promise<T>,
): Promise<{ server: T | string; where: Where | null; notices: readonly Notice[] }> {
  const { where, notices } = known ? { where: known, notices: [] } : await wherePracticeIs(folder, account);
  let problem = "";
  try {
    return { server: await start({ database: where }), where, notices };
  } catch (error) {
    log.error("training: could not start", error);
    // The name of a DatabaseTrouble does not survive the way out of a worker; its message does.
    problem = (error instanceof Error && /^database: (\w+)$/.exec(error.message)?.[1]) || "other";
  }
  // Only what cannot be read is put away; a disk or a port in trouble leaves the practice data where it is.
  const again =
    problem === "wrong_key_or_corrupt"
      ? trainingAnew(where, folder.now())
      : problem === "newer"
        ? trainingInMemory()
        : { where: MEMORY, notices: [] };
  try {
    const server = await start({ database: again.where });
    return { server, where: again.where, notices: [...notices, ...again.notices] };
  } catch (error) {
    log.error("training: could not start again", error);
    return { server: errorWords.noTraining, where: null, notices: [] };
  }
}
