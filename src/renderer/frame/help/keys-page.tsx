import { Kbd } from "../../parts/kbd";
import { useKeyOnBoard } from "../../parts/keyboard-layout";
import { useKeepsCustomers } from "../../stores/app";
import { keyWords, SHORTCUTS, type Shortcut } from "../../stores/shortcuts";

/** What the keys do, as one text to search in. */
export function keysText(): string {
  return Object.values(SHORTCUTS)
    .flatMap(({ where, keys }) => [where, ...Object.values<Shortcut>(keys).map(({ does }) => does ?? "")])
    .join(" ");
}

/** A key as it is read aloud: of this page it is what matters. */
function KeyHeard({ words }: { readonly words: string }) {
  return <span className="heard-only">{useKeyOnBoard(words)}</span>;
}

/** Every key of the program, from the table that the listeners take theirs from. */
export function KeysPage() {
  const keepsCustomers = useKeepsCustomers();
  return (
    <div className="keys">
      {Object.entries(SHORTCUTS)
        .filter(([name]) => keepsCustomers || name !== "customers")
        .map(([name, { where, keys }]) => (
          <section key={name}>
            <h4>{where}</h4>
            <dl>
              {Object.entries<Shortcut>(keys)
                .filter(([, { does }]) => does !== null)
                .map(([line, shortcut]) => (
                  <div key={line} className="keys-line">
                    <dt>
                      <KeyHeard words={keyWords(shortcut)} />
                      <Kbd>{keyWords(shortcut)}</Kbd>
                    </dt>
                    <dd>{shortcut.does}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
    </div>
  );
}
