import type { Spoken } from "./say";

/** The sentence to read aloud. Keeps its place while there is nothing to say. */
export function SayThis({ spoken }: { readonly spoken: Spoken | null }) {
  return (
    <blockquote className="say-this">
      {spoken ? (
        <>
          “
          {spoken.map((piece, at) =>
            // oxlint-disable-next-line react/no-array-index-key -- pieces of one sentence
            piece.strong ? <strong key={at}>{piece.text}</strong> : <span key={at}>{piece.text}</span>,
          )}
          ”
        </>
      ) : null}
    </blockquote>
  );
}
