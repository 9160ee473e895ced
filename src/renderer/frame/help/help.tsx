import { lazy, Suspense } from "react";
import { helpWords } from "../../../shared/words/help";
import { Dialog } from "../../parts/dialog";
import { Loading } from "../../parts/states";
import { openOverlay, useOverlay } from "../../stores/overlay";

// Loaded when it is opened: the first screen needs none of it.
const HelpBook = lazy(() => import("./help-book").then((file) => ({ default: file.HelpBook })));

/** Help over every screen: keys, results, practice cards, what to do when something goes wrong, and About. */
export function Help() {
  const shown = useOverlay((state) => state.shown);
  const page = shown === "palette" || shown === "accounts" || shown === "notices" ? null : shown;
  return (
    <Dialog title={helpWords.title} open={page !== null} size="widest" onClose={() => openOverlay(null)}>
      <div className="help-place">
        <Suspense fallback={<Loading what={helpWords.opening} />}>
          {page === null ? null : <HelpBook first={page === "help" ? null : page} />}
        </Suspense>
      </div>
    </Dialog>
  );
}
