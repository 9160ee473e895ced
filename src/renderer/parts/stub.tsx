import { useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { partsWords } from "../../shared/words/parts";
import { CopyButton } from "./copy-button";
import { focusHome } from "./focus-home";
import { useReadFirst } from "./read-first";
import { showWholeLines } from "./whole-lines";

export type Tone = "good" | "bad" | "warn" | "plain";

/**
 * The counterfoil at the right: a tear line, a verdict, the money, facts, next steps at the foot. There before there is
 * a result.
 */
export function Stub(props: {
  /** The accessible name of the region ("Result"). */
  readonly name: string;
  readonly children: ReactNode;
  /** Next steps, at the foot: buttons, the first filled and answering to Enter. */
  readonly steps?: ReactNode;
  /** Names the result that is shown, so that no key puts it away unread; null when there is none (read-first.ts). */
  readonly result?: string | null;
  /** The letters that put it away. */
  readonly leaving?: readonly string[];
  readonly ref?: RefObject<HTMLElement | null>;
}) {
  const own = useRef<HTMLElement>(null);
  const place = props.ref ?? own;
  useReadFirst(props.result ?? null, place, props.leaving);
  // In one column (styles/grid.css) it hides the row that opened it, which keeps the focus for some frames more, or gives
  // it back.
  useEffect(() => {
    if (!window.matchMedia("(max-width: 860px)").matches) return;
    document.querySelector<HTMLElement>(".split-list :focus")?.blur();
    focusHome();
  }, []);
  const body = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = body.current;
    if (!element) return undefined;
    // The window and what stands in the stub can both change.
    const look = (): void => {
      setScrolls(element.scrollHeight > element.clientHeight);
      showWholeLines(element);
    };
    const sizes = new ResizeObserver(look);
    const watch = (): void => {
      sizes.disconnect();
      for (const each of [element, ...element.children]) sizes.observe(each);
    };
    // Not with every drawing: that would be one with each key in an order.
    const parts = new MutationObserver(watch);
    parts.observe(element, { childList: true });
    watch();
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      parts.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  return (
    <section ref={place} className="stub" aria-label={props.name}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- only while it scrolls: the keys must reach it then */}
      <div ref={body} className="stub-body" tabIndex={scrolls ? 0 : undefined}>
        {props.children}
      </div>
      {props.steps ? (
        <div className="stub-steps" data-under={scrolls || undefined}>
          {props.steps}
        </div>
      ) : null}
    </section>
  );
}

/** What will appear in a stub that is still empty. */
export function StubWaiting({ children }: { readonly children: ReactNode }) {
  return <p className="stub-waiting">{children}</p>;
}

/** What stands in a stub while nothing is open in it; as with what will appear, a small window leaves it out. */
export function StubIdle({ children }: { readonly children: ReactNode }) {
  return <div className="stub-waiting stub-idle">{children}</div>;
}

const MARKS: Readonly<Record<Tone, string>> = {
  good: "M4.5 8.6 7 11l4.6-5.6",
  bad: "M5 5l6 6M11 5l-6 6",
  warn: "",
  plain: "M4.5 8h7",
};

/**
 * The verdict in one word, with a mark: never told by colour alone. `mark` stands for that of the tone where there is a
 * better one.
 */
export function Verdict(props: {
  readonly tone: Tone;
  readonly mark?: string | undefined;
  readonly children: ReactNode;
}) {
  const { tone, mark = tone === "warn" ? "?" : null, children } = props;
  return (
    <div className={`verdict tone-${tone}`}>
      <span className="verdict-mark" aria-hidden="true">
        {mark !== null ? (
          mark
        ) : (
          <svg viewBox="0 0 16 16" width="16" height="16">
            <path
              d={MARKS[tone]}
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
        )}
      </span>
      <h2 className="verdict-word">{children}</h2>
    </div>
  );
}

/** The money of a stub, 40 px, and one line about it. */
export function StubMoney({ amount, line }: { readonly amount: string; readonly line?: ReactNode }) {
  return (
    <>
      <p className="stub-money">{amount}</p>
      {line ? <p className="stub-line">{line}</p> : null}
    </>
  );
}

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** The colour of a dot before the value; the words must say the same. */
  readonly tone?: Tone;
  /** The text that a button beside the value copies: an id, an e-mail, an approval code. */
  readonly copy?: string | null;
}

/** Facts in two columns. Empty values are left out. */
export function Facts({ facts }: { readonly facts: readonly (Fact | null)[] }) {
  const shown = facts.filter((fact): fact is Fact => fact !== null && fact.value !== null && fact.value !== "");
  if (shown.length === 0) return null;
  return (
    <dl className="facts">
      {shown.map((fact) => (
        <div className="fact" key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.tone ? <span className={`fact-dot tone-${fact.tone}`} aria-hidden="true" /> : null}
            {typeof fact.value === "string" ? breakable(fact.value) : fact.value}
            {fact.copy ? <CopyButton what={midSentence(fact.label)} text={fact.copy} /> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A text that is broken before its @, where it has one and must be broken. */
function breakable(text: string): ReactNode {
  const at = text.indexOf("@");
  if (at <= 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
}

/** "Payment ID" -> "payment ID". */
function midSentence(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** A line to read aloud, or a plain remark, set as a quotation. */
export function Quote({ say, children }: { readonly say?: boolean; readonly children: ReactNode }) {
  return (
    <blockquote className="quote">
      {say ? <span className="quote-lead">{partsWords.say} </span> : null}
      {say ? <strong>“{children}”</strong> : children}
    </blockquote>
  );
}
