import type { Ref } from "react";
import { BRAND_NAMES, type Brand } from "../../shared/card";
import { cardWords } from "../../shared/words/card";
import { BrandMark } from "../parts/brand-mark";
import { readable } from "./card-entry";

/** Draws the shield over a card number field: the readable digits, and a dot on the place of every other. */
export function paintShield(shield: HTMLElement | null, grouped: string): void {
  const plain = readable(grouped);
  const signs = Array.from(grouped, (sign, at) => {
    const span = document.createElement("span");
    // SECURITY: a hidden digit is not in the page a second time: a dot stands on the place of a nought.
    span.textContent = plain[at] ? sign : "0";
    if (!plain[at]) span.className = "shield-dot";
    return span;
  });
  shield?.replaceChildren(...signs);
}

/**
 * What lies over the card number field: the shield, a way to peek, the brand. After the answer only dots and the last
 * four.
 */
export function CardShield(props: {
  readonly ref: Ref<HTMLDivElement>;
  readonly brand: Brand;
  readonly last4: string | null;
  readonly wiped: boolean;
  readonly onPeek: (open: boolean) => void;
}) {
  const { brand, last4, wiped, onPeek } = props;
  return (
    <>
      <div className="shield" aria-hidden="true" ref={props.ref} />
      {wiped && last4 ? (
        <div className="shield shield-last" aria-hidden="true">
          <span>
            <Dots brand={brand} />
            {brand === "amex" ? "" : " "}
            {last4}
          </span>
        </div>
      ) : null}
      <div className="card-end">
        {wiped ? null : (
          <button
            type="button"
            className="peek"
            tabIndex={-1}
            aria-label={cardWords.peek}
            title={cardWords.peekTitle}
            onPointerDown={() => onPeek(true)}
            onPointerUp={() => onPeek(false)}
            onPointerLeave={() => onPeek(false)}
          >
            <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
              <path
                d="M2 10c2-3.6 4.8-5.4 8-5.4s6 1.8 8 5.4c-2 3.6-4.8 5.4-8 5.4S4 13.6 2 10Z"
                fill="none"
                stroke="currentColor"
                strokeWidth="1.5"
              />
              <circle cx="10" cy="10" r="2.4" fill="currentColor" />
            </svg>
          </button>
        )}
        {brand === "unknown" ? null : <BrandMark brand={brand} name={BRAND_NAMES[brand]} />}
      </div>
    </>
  );
}

function Dots({ brand }: { readonly brand: Brand }) {
  const groups = brand === "amex" ? [4, 6, 1] : [4, 4, 4];
  return groups.map((length, at) => (
    // oxlint-disable-next-line react/no-array-index-key -- fixed groups
    <span key={at}>
      {Array.from({ length }, (_, dot) => (
        <span key={dot} className="shield-dot">
          0
        </span>
      ))}
      {at < 2 ? " " : ""}
    </span>
  ));
}
