import { cardWords } from "../../../shared/words/card";
import type { Channel } from "../../../shared/outcome";
import { useApp } from "../../stores/app";
import type { Spoken } from "./say";

/**
 * The sentence to read aloud, and the cardholder's consent when the card is to be kept. Keeps its place while there is
 * nothing to say.
 */
export function SayThis({ spoken, saving }: { readonly spoken: Spoken | null; readonly saving: Channel | null }) {
  const merchant = useApp(({ app }) => app?.settings.merchant.name ?? "");
  return (
    <blockquote className="say-this">
      {spoken ? (
        <p>
          “
          {spoken.map((piece, at) =>
            // oxlint-disable-next-line react/no-array-index-key -- pieces of one sentence
            piece.strong ? <strong key={at}>{piece.text}</strong> : <span key={at}>{piece.text}</span>,
          )}
          ”
        </p>
      ) : null}
      {saving ? <p>{cardWords.consent({ merchant, channel: saving })}</p> : null}
    </blockquote>
  );
}
