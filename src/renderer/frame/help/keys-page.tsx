import { Kbd } from "../../parts/kbd";
import { useKeyOnBoard } from "../../parts/keyboard-layout";
import { useKeepsCustomers } from "../../stores/app";
import { keysWords } from "../../../shared/words/keys";
import { keyWords, SHORTCUTS, type SectionName, type Shortcut } from "../../stores/shortcuts";

/** What the keys do, as one text to search in. */
export function keysText(): string {
  return Object.values(keysWords)
    .flatMap((section) => Object.values(section))
    .join(" ");
}

/** The keys of a section that have a line of their own, each with what it does. */
function linesOf(section: SectionName): readonly (readonly [string, Shortcut])[] {
  const words: Readonly<Record<string, string>> = keysWords[section];
  return Object.entries<Shortcut>(SHORTCUTS[section]).flatMap(([name, key]) => {
    const does = words[name];
    return does === undefined ? [] : [[does, key]];
  });
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
      {(Object.keys(SHORTCUTS) as SectionName[])
        .filter((name) => keepsCustomers || name !== "customers")
        .map((name) => (
          <section key={name}>
            <h4>{keysWords[name].where}</h4>
            <dl>
              {linesOf(name).map(([does, key]) => (
                <div key={does} className="keys-line">
                  <dt>
                    <KeyHeard words={keyWords(key)} />
                    <Kbd>{keyWords(key)}</Kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </div>
  );
}
