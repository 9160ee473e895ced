import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { Kbd } from "../parts/kbd";
import { useKeepsCustomers } from "../stores/app";
import { openOverlay, useOverlay } from "../stores/overlay";
import { SHORTCUTS } from "./shortcuts";

/** All keys on one sheet. */
export function KeysHelp() {
  const open = useOverlay(({ shown }) => shown === "keys");
  const keepsCustomers = useKeepsCustomers();
  return (
    <Dialog title="Keys" open={open} size="widest" onClose={() => openOverlay(null)}>
      <div className="keys">
        {SHORTCUTS.filter(({ where }) => keepsCustomers || where !== "Customers").map(({ where, keys }) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {keys.map(({ key, does }) => (
                <div key={key} className="keys-line">
                  <dt>
                    <span className="heard-only">{key}</span>
                    <Kbd>{key}</Kbd>
                  </dt>
                  <dd>{does}</dd>
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
