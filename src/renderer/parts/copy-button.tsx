import { useEffect, useState } from "react";
import { frameWords } from "../../shared/words/frame";

const STAYS_MS = 2_000;

/**
 * A small button that puts `text` on the clipboard and says so for a moment; `what` names it ("Copy approval code").
 * SECURITY: for ids, e-mails, approval codes and practice cards. No number or CVV that a person typed is given to it.
 */
export function CopyButton({ what, text }: { readonly what: string; readonly text: string }) {
  const [done, setDone] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (done === null) return undefined;
    const timer = setTimeout(() => setDone(null), STAYS_MS);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setDone("copied"),
      () => setDone("failed"),
    );
  };
  const name = frameWords.copy({ what });
  return (
    <>
      <button type="button" className="copy" aria-label={name} title={name} onClick={copy}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor">
          {done === "copied" ? (
            <path d="M3.5 8.6 6.6 12l6-7.4" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
          ) : (
            <>
              <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" strokeWidth="1.4" />
              <path d="M10.5 3.5v-.1c0-.5-.4-.9-.9-.9H3.4c-.5 0-.9.4-.9.9v6.2c0 .5.4.9.9.9h.1" strokeWidth="1.4" />
            </>
          )}
        </svg>
      </button>
      <span aria-live="polite" className={done === "failed" ? "field-error" : "heard-only"}>
        {done === null ? "" : done === "copied" ? frameWords.copied : frameWords.notCopied}
      </span>
    </>
  );
}
