import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { helpWords } from "../../../shared/words/help";
import { helpChapters } from "../../../shared/words/help-topics";
import { reportWords } from "../../../shared/words/report";
import { Button } from "../../parts/button";
import { DialogButtons } from "../../parts/dialog";
import { startFirstRun } from "../../stores/first-run";
import { openOverlay } from "../../stores/overlay";
import { matchActions } from "../palette-match";
import { AboutPage } from "./about-page";
import { KeysPage, keysText } from "./keys-page";
import { PracticePage } from "./practice-page";
import { ReportPage } from "./report-page";
import "./help.css";

interface HelpPage {
  readonly id: string;
  /** What the list calls it, and `also` what it is found by besides. */
  readonly words: string;
  readonly also: string;
  readonly Body: () => React.ReactNode;
}

const CHAPTERS: readonly { readonly title: string; readonly pages: readonly HelpPage[] }[] = [
  ...helpChapters.map(({ title, topics }) => ({
    title,
    pages: topics.map((topic) => ({
      id: topic.title,
      words: topic.title,
      also: `${topic.also} ${topic.text.join(" ")}`,
      Body: () => topic.text.map((paragraph) => <p key={paragraph}>{paragraph}</p>),
    })),
  })),
  {
    title: helpWords.reference,
    pages: [
      { id: "keys", words: helpWords.keys, also: keysText(), Body: KeysPage },
      { id: "practice", words: helpWords.practice, also: "", Body: PracticePage },
      { id: "report", words: reportWords.title, also: reportWords.what, Body: ReportPage },
      { id: "about", words: helpWords.about, also: "", Body: AboutPage },
    ],
  },
];
const PAGES = CHAPTERS.flatMap(({ pages }) => pages);

/** The pages at the left, found by any word of theirs, and the one that is read at the right. `first`: open there. */
export function HelpBook({ first }: { readonly first: string | null }) {
  const id = useId();
  const [clue, setClue] = useState("");
  const [chosen, setChosen] = useState(first ?? PAGES[0]?.id);
  const article = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const chapters = clue.trim() === "" ? CHAPTERS : [{ title: helpWords.found, pages: matchActions(PAGES, clue) }];
  const pages = chapters.flatMap((chapter) => chapter.pages);
  const page = pages.find((one) => one.id === chosen) ?? pages[0];

  const show = (next: HelpPage | undefined): void => {
    if (!next) return;
    setChosen(next.id);
    article.current?.scrollTo(0, 0);
  };
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [page]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const at = page ? pages.indexOf(page) : -1;
    const scroll = article.current?.clientHeight ?? 0;
    if (event.key === "ArrowDown") show(pages[Math.min(at + 1, pages.length - 1)]);
    else if (event.key === "ArrowUp") show(pages[Math.max(at - 1, 0)]);
    else if (event.key === "PageDown") article.current?.scrollBy(0, scroll - 40);
    else if (event.key === "PageUp") article.current?.scrollBy(0, 40 - scroll);
    else if (event.key === "Enter") article.current?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="help">
        <div className="help-left">
          <input
            type="text"
            role="combobox"
            className="input"
            autoFocus
            data-first-focus=""
            aria-label={helpWords.search}
            aria-expanded={pages.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={page ? `${id}-${page.id}` : undefined}
            placeholder={helpWords.placeholder}
            autoComplete="off"
            spellCheck={false}
            value={clue}
            onChange={(event) => {
              setClue(event.target.value);
              // What was read stays chosen only while it is found.
              const found = matchActions(PAGES, event.target.value);
              setChosen(found[0]?.id);
            }}
            onKeyDown={onKeyDown}
          />
          <div ref={list} id={`${id}-list`} role="listbox" aria-label={helpWords.topics} className="help-list">
            {chapters.map((chapter) => (
              <div key={chapter.title} role="group" aria-label={chapter.title}>
                <p className="help-chapter" aria-hidden="true">
                  {chapter.title}
                </p>
                {chapter.pages.map((one) => (
                  // The keys are the search field's (aria-activedescendant).
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                  <div
                    key={one.id}
                    id={`${id}-${one.id}`}
                    role="option"
                    aria-selected={one === page}
                    className="help-topic"
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => show(one)}
                  >
                    {one.words}
                  </div>
                ))}
              </div>
            ))}
            {pages.length === 0 ? <p className="quiet">{helpWords.nothing}</p> : null}
          </div>
        </div>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls: the keys must reach it */}
        <article ref={article} className="help-page" tabIndex={0} aria-label={page?.words ?? helpWords.title}>
          {page ? (
            <>
              <h3 className="help-title">{page.words}</h3>
              <page.Body />
            </>
          ) : null}
        </article>
      </div>
      <DialogButtons>
        <Button onPress={() => openOverlay(null)}>{helpWords.close}</Button>
        <Button
          kind="quiet"
          onPress={() => {
            openOverlay(null);
            // The sheet gives the focus back first; the guide takes it after.
            setTimeout(startFirstRun);
          }}
        >
          {helpWords.guide}
        </Button>
      </DialogButtons>
    </>
  );
}
