import { useEffect, useState } from "react";
import { dollars } from "../../../shared/money";
import { firstRunWords as words } from "../../../shared/words/first-run";
import { Kbd } from "../../parts/kbd";
import { keyHint } from "../../stores/shortcuts";

/** The practice card of the guide (src/main/practice/payarc/scenarios.ts). */
const CARD = "4012 0000 9876 5439";
/** Three years ahead, so that it is in force. */
const YEAR = String((new Date().getFullYear() + 3) % 100).padStart(2, "0");

interface Line {
  /** The field's own name, by which it is found. */
  readonly field: string;
  readonly typed: string;
  readonly enter: boolean;
}

/** What is typed into which field, in its order; the line of the field that has the focus is marked. */
export function FirstRunLines({ amount }: { readonly amount: string }) {
  const lines: readonly Line[] = [
    { field: words.amount, typed: amount, enter: true },
    { field: words.cardNumber, typed: CARD, enter: false },
    { field: words.expiry, typed: `12 ${YEAR}`, enter: false },
    { field: words.cvv, typed: "999", enter: false },
    { field: words.zip, typed: "85284", enter: true },
  ];
  const here = useFieldInHand();
  const at = lines.findIndex(({ field }) => field === here);
  return (
    <ol className="guide-lines">
      {lines.map(({ field, typed, enter }, index) => (
        <li
          key={field}
          className={index < at ? "guide-line guide-line-done" : "guide-line"}
          aria-current={index === at ? "step" : undefined}
        >
          <span>{field}</span>
          <span className="guide-typed">
            {typed}
            {index === 0 ? <span className="quiet"> {dollars(Number(amount))}</span> : null}
          </span>
          {enter ? <Kbd>{keyHint("order", "next")}</Kbd> : null}
        </li>
      ))}
    </ol>
  );
}

/** The label of the order's field that has the focus; null while none has. */
function useFieldInHand(): string | null {
  const [label, setLabel] = useState<string | null>(null);
  useEffect(() => {
    const look = (): void => {
      const { activeElement } = document;
      setLabel(activeElement instanceof HTMLInputElement ? (activeElement.labels?.item(0).textContent ?? null) : null);
    };
    look();
    document.addEventListener("focusin", look);
    return () => document.removeEventListener("focusin", look);
  }, []);
  return label;
}
