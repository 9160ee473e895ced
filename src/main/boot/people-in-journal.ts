import { errorText, type Log } from "../base/log";
import type { Journal } from "../journal/journal";
import type { PeopleStore } from "../people/store";

/** Keeps the journal up with the record of what people did, which lies in their own file as well. */
export interface PeopleInJournal {
  /** Writes what the journal does not have yet. It does not throw: what could not be written is written the next time. */
  catchUp(store: PeopleStore): void;
  /** That file, each of whose events is in the journal as soon as it is kept. */
  following(store: PeopleStore): PeopleStore;
  /**
   * SECURITY: false where the journal knows of an event that the file does not have: then an older file was put back, to
   * win new tries or a PIN of before.
   */
  agrees(store: PeopleStore): boolean;
}

/** `journal` null: there is none now. */
export function createPeopleInJournal(journal: () => Journal | null, log: Log): PeopleInJournal {
  const catchUp = (store: PeopleStore): void => {
    try {
      const rows = journal()?.people;
      if (!rows) return;
      for (const { event, ...place } of store.since(rows.newest() ?? { nth: 0, at: 0 })) rows.add(place, event);
    } catch (error) {
      log.error(`people: the journal could not be told: ${errorText(error)}`);
    }
  };
  return {
    catchUp,
    following: (store) => ({
      ...store,
      save(kept, events, at) {
        store.save(kept, events, at);
        if (events.length > 0) catchUp(store);
      },
    }),
    agrees(store) {
      try {
        const newest = journal()?.people.newest() ?? null;
        return newest === null || store.has(newest);
      } catch (error) {
        log.error(`people: the journal could not be asked: ${errorText(error)}`);
        return true;
      }
    },
  };
}
