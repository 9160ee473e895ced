import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { partsWords } from "../../shared/words/parts";
import { leaveSearch } from "./focus-home";
import { Kbd } from "./kbd";

/** No option is marked. */
const NONE = -1;

interface Found<T> {
  readonly clue: string;
  readonly items: readonly T[];
  readonly trouble: string | null;
  readonly marked: number;
  /** All that there is had been looked through. */
  readonly whole: boolean;
}

/** Where the mark is in the answer to a clue: the first, or where it was before when the same clue is answered anew. */
function markedIn<T>(items: readonly T[], clue: string, before: Found<T> | null, keyOf: (item: T) => string): number {
  const first = clue === "" ? NONE : 0;
  const was = before?.clue === clue ? before.items[before.marked] : undefined;
  if (was === undefined) return first;
  const now = items.findIndex((item) => keyOf(item) === keyOf(was));
  return now < 0 ? first : now;
}

/**
 * A search box (role searchbox) with what was found below it (role option). Arrows and a pointer that moves mark one,
 * Enter takes it (the first, until moved). Escape clears, then leaves: to where the focus was, or in a sheet by closing
 * it.
 */
export function SearchBox<T>(props: {
  readonly name: string;
  readonly placeholder: string;
  readonly keyHint?: string;
  /**
   * Finds for a clue. An answer that comes after a later clue was typed is dropped here. Rejects when it cannot search.
   */
  readonly find: (clue: string) => Promise<readonly T[]>;
  /** Once this is another, the same clue may have other answers, and is asked anew. */
  readonly again?: string;
  /** What is looked through is still being read: an Enter that finds nobody is kept until it is not. */
  readonly reading?: boolean;
  readonly keyOf: (item: T) => string;
  /** The option's accessible name; `line` is what is seen. */
  readonly nameOf: (item: T) => string;
  readonly line: (item: T) => ReactNode;
  readonly onChoose: (item: T) => void;
  /** Enter with nothing found, or on a clue that the list is not about. */
  readonly onEnterWithout?: (clue: string) => void;
  readonly nothing?: ReactNode;
  readonly onClue?: (clue: string) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
  /** In a sheet that is nothing but this box, Escape is the sheet's: it closes at once. */
  readonly escapeLeaves?: boolean;
  /** The list is there before anything is typed; nothing of it is marked then, so that a hasty Enter takes nothing. */
  readonly atOnce?: boolean;
}) {
  const id = useId();
  const [clue, setClue] = useState("");
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<Found<T> | null>(null);
  const { find, again, reading = false, onChoose, onEnterWithout, atOnce = false } = props;
  const marked = found?.marked ?? NONE;
  const mark = (next: (at: number) => number): void =>
    setFound((before) => before && { ...before, marked: next(before.marked) });
  const list = useRef<HTMLUListElement>(null);
  /**
   * The clue for which Enter was pressed before its answer was there: its first answer is taken as soon as it comes. The
   * keys that follow are meant for what Enter opens, and wait for it.
   */
  const enterWaits = useRef<string | null>(null);
  const waitWith = (asked: string | null): void => {
    if ((asked === null) === (enterWaits.current === null)) return;
    enterWaits.current = asked;
    document.dispatchEvent(new Event(asked === null ? "keys-heard" : "keys-wait"));
  };
  /**
   * The clue for which Enter was pressed while nobody was found and not all was read. MONEY: the first of all is taken, not
   * the first to come, and nothing if anything is pressed meanwhile.
   */
  const enterKept = useRef<string | null>(null);
  const enterWithout = (answer: Found<T>): void => {
    if (answer.whole) onEnterWithout?.(answer.clue);
    else enterKept.current = answer.clue;
  };
  const keyOf = useRef(props.keyOf);
  keyOf.current = props.keyOf;
  const wanted = useRef("");
  /** Where the focus came from: Escape in the empty box goes back there. */
  const cameFrom = useRef<EventTarget | null>(null);

  useEffect(() => {
    const asked = clue.trim();
    wanted.current = asked;
    if (asked === "" && !atOnce) return;
    let dropped = false;
    find(asked).then(
      (items) => {
        if (dropped || wanted.current !== asked) return;
        setFound((before) => ({
          clue: asked,
          items,
          trouble: null,
          marked: markedIn(items, asked, before, keyOf.current),
          whole: !reading,
        }));
      },
      (error: unknown) => {
        const trouble = error instanceof Error ? error.message : partsWords.searchFailed;
        if (!dropped) setFound({ clue: asked, items: [], trouble, marked: NONE, whole: true });
      },
    );
    return () => {
      dropped = true;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- asked anew
  }, [clue, find, again, reading, atOnce]);

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [marked]);

  const asked = clue.trim();
  const current = found !== null && found.clue === asked ? found : null;
  const wantsList = asked !== "" || atOnce;
  const items = wantsList ? ((current ?? found)?.items ?? []) : [];
  const showing = open && wantsList && (items.length > 0 || current !== null);
  const active = showing && items[marked] !== undefined ? `${id}-${marked}` : undefined;

  const choose = (item: T): void => {
    setClue("");
    setFound(null);
    setOpen(false);
    props.onClue?.("");
    waitWith(null);
    enterKept.current = null;
    onChoose(item);
  };

  useEffect(() => {
    if (!current) return;
    const first = current.items[0];
    if (enterWaits.current === current.clue) {
      if (first !== undefined) return choose(first);
      waitWith(null);
      enterWithout(current);
    } else if (enterKept.current === current.clue && current.whole) {
      enterKept.current = null;
      if (first !== undefined) choose(first);
      else onEnterWithout?.(current.clue);
    }
  });
  // A box that is gone chooses nothing any more.
  useEffect(() => () => waitWith(null), []);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    enterKept.current = null;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const { length } = items;
      if (length > 0) mark((at) => (event.key === "ArrowDown" ? at + 1 : Math.max(at, 0) + length - 1) % length);
    } else if (event.key === "Enter" && wantsList) {
      event.preventDefault();
      if (!current) {
        waitWith(asked === "" ? null : asked);
        return;
      }
      const item = current.items[marked];
      if (item !== undefined) choose(item);
      else if (asked !== "") enterWithout(current);
    } else if (event.key === "Escape" && clue !== "" && !props.escapeLeaves) {
      event.preventDefault();
      event.stopPropagation();
      waitWith(null);
      setClue("");
      props.onClue?.("");
    } else if (event.key === "Escape" && !event.currentTarget.closest("[role=dialog]")) {
      event.preventDefault();
      event.stopPropagation();
      leaveSearch(cameFrom.current);
    }
  };

  return (
    <div className="search" role="search">
      <SearchMark />
      <input
        ref={props.inputRef}
        autoFocus={props.autoFocus}
        // Its list is there at once: that is a combobox.
        type={atOnce ? "text" : "search"}
        role={atOnce ? "combobox" : undefined}
        aria-expanded={atOnce ? showing : undefined}
        className="search-input"
        aria-label={props.name}
        placeholder={props.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={clue}
        aria-autocomplete="list"
        aria-controls={showing && items.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={active}
        onChange={(event) => {
          setClue(event.target.value);
          setOpen(true);
          waitWith(null);
          enterKept.current = null;
          props.onClue?.(event.target.value);
        }}
        onFocus={(event) => {
          cameFrom.current = event.relatedTarget;
          setOpen(true);
        }}
        onBlur={() => {
          setOpen(false);
          enterKept.current = null;
        }}
        onKeyDown={onKeyDown}
      />
      {props.keyHint ? <Kbd>{props.keyHint}</Kbd> : null}
      {showing ? (
        <div className="search-found">
          {items.length > 0 ? (
            <ul ref={list} role="listbox" id={`${id}-list`} aria-label={props.name} className="search-list">
              {items.map((item, at) => (
                // The keys are the searchbox's (aria-activedescendant). Another item is drawn into the same place: to take
                // one out and put another in costs half a millisecond with each key.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, react/no-array-index-key
                <li
                  key={at}
                  id={`${id}-${at}`}
                  role="option"
                  aria-label={props.nameOf(item)}
                  aria-selected={at === marked}
                  className="search-option"
                  // A list that comes or scrolls under a pointer at rest is no move of it.
                  onPointerMove={({ movementX, movementY }) => {
                    if (movementX !== 0 || movementY !== 0) mark(() => at);
                  }}
                  // The press must not take the focus away before the choice is made.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => choose(item)}
                >
                  {props.line(item)}
                </li>
              ))}
            </ul>
          ) : (
            <p className="search-nothing" role="status">
              {current?.trouble ?? props.nothing ?? partsWords.nothingFound}
            </p>
          )}
        </div>
      ) : null}
    </div>
  );
}

/** The glass that stands in each search. */
export function SearchMark() {
  return (
    <svg className="search-mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="m10.5 10.5 3 3" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
