import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { Kbd } from "../parts/kbd";
import { useKeyOnBoard } from "../parts/keyboard-layout";
import { useKeepsCustomers } from "../stores/app";
import { openOverlay, useOverlay } from "../stores/overlay";
import { keyWords, SHORTCUTS, type Shortcut } from "../stores/shortcuts";

/** A key as it is read aloud: of the sheet of keys it is what matters. */
function KeyHeard({ words }: { readonly words: string }) {
  return <span className="heard-only">{useKeyOnBoard(words)}</span>;
}

/** Every key of the program on one sheet, from the table that the listeners take theirs from. */
export function KeysHelp() {
  const open = useOverlay(({ shown }) => shown === "keys");
  const keepsCustomers = useKeepsCustomers();
  return (
    <Dialog title="Keys" open={open} size="widest" onClose={() => openOverlay(null)}>
      <div className="keys">
        {Object.entries(SHORTCUTS)
          .filter(([name]) => keepsCustomers || name !== "customers")
          .map(([name, { where, keys }]) => (
            <section key={name}>
              <h3>{where}</h3>
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
      <DialogButtons>
        <Button kind="primary" autoFocus onPress={() => openOverlay(null)}>
          Close
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
