import { useId, type ReactNode, type Ref } from "react";
import { sumsText, type Currency, type Money } from "../../shared/currency";
import type { CommandName } from "../../shared/contract";
import type { Cents } from "../../shared/money";
import { Kbd } from "./kbd";
import { useWhyNot } from "./why-not";

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  /** `primary`: the one thing to do next. `danger`: takes money back or removes. `quiet`: no box. */
  readonly kind?: "primary" | "plain" | "quiet" | "danger";
  readonly size?: "normal" | "small" | "wide";
  /** The key that does the same; only shown, the screen listens for it. */
  readonly keyHint?: string;
  /**
   * Cannot be pressed at all. For "not complete yet" use `notYet`, which can be pressed and then says what is missing.
   */
  readonly disabled?: boolean;
  readonly notYet?: boolean;
  /** What a press asks for: where the person may not, the button can be reached and says why. */
  readonly needs?: CommandName;
  /** Why it cannot be done by anybody like them, in a sentence. */
  readonly refused?: string | null;
  /** A question is on its way: keeps its place and its words, takes no second press. */
  readonly busy?: boolean;
  readonly submit?: boolean;
  /**
   * MONEY: what a press moves. The button carries it, and says it beside its words unless they do. Words beside a
   * `label` are heard as its description.
   */
  readonly sum?: { readonly money: readonly Money[]; readonly inWords?: boolean };
  readonly label?: string;
  readonly describedBy?: string;
  readonly expanded?: boolean;
  readonly controls?: string;
  readonly pressed?: boolean;
  readonly autoFocus?: boolean;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button. It is named by its words (or `label`); the key hint is no part of the name. */
export function Button(props: ButtonProps) {
  const {
    children,
    onPress,
    kind = "plain",
    size = "normal",
    keyHint,
    disabled,
    notYet,
    busy,
    submit,
    sum,
    className,
  } = props;
  const notAllowed = useWhyNot(props.needs);
  const refused = props.refused ?? notAllowed;
  const whyId = useId();
  const sumId = useId();
  const wordsId = useId();
  const [only, ...others] = sum?.money ?? [];
  const carried = others.length === 0 ? only : undefined;
  const saysSum = sum !== undefined && !sum.inWords;
  const classes = [
    "button",
    `button-${kind}`,
    `button-${size}`,
    notYet ? "button-not-yet" : "",
    refused ? "button-refused" : "",
    className ?? "",
  ].filter(Boolean);
  return (
    <button
      ref={props.ref}
      type={submit ? "submit" : "button"}
      className={classes.join(" ")}
      disabled={disabled}
      data-why={refused ?? undefined}
      aria-disabled={busy || Boolean(refused) || undefined}
      aria-busy={busy || undefined}
      aria-label={props.label}
      aria-describedby={refused ? whyId : saysSum ? sumId : sum && props.label ? wordsId : props.describedBy}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-pressed={props.pressed}
      autoFocus={props.autoFocus}
      data-sum={carried?.amount}
      data-currency={carried?.currency}
      data-first-focus={props.autoFocus ? "" : undefined}
      onClick={(event) => {
        if (refused) event.preventDefault();
        else if (!busy) onPress?.();
      }}
    >
      <span id={sum && props.label ? wordsId : undefined} className="button-words">
        {children}
        {/* No part of the name, so that the button is always found by the same one; heard as its description. */}
        {saysSum ? (
          <span id={sumId} aria-hidden="true">
            {" "}
            {sumsText(sum.money)}
          </span>
        ) : null}
      </span>
      {keyHint ? <Kbd>{keyHint}</Kbd> : null}
      {refused ? (
        <span id={whyId} hidden>
          {refused}
        </span>
      ) : null}
    </button>
  );
}

/** The sum that a button says at this moment, in minor units, read from the page; null when there is none. */
export function sumOn(button: HTMLButtonElement | null): { readonly said: Cents; readonly currency: Currency } | null {
  const { sum, currency } = button?.dataset ?? {};
  return sum !== undefined && /^\d+$/.test(sum) && currency !== undefined
    ? { said: Number(sum) as Cents, currency }
    : null;
}
