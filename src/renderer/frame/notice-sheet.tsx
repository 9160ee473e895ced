import type { Notice } from "../../shared/contract";
import { frameWords } from "../../shared/words/frame";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { openOverlay, useOverlay } from "../stores/overlay";
import { PutAway } from "./put-away";

/** Every notice at its full length. */
export function NoticeSheet({ notices }: { readonly notices: readonly Notice[] }) {
  const open = useOverlay(({ shown }) => shown === "notices");
  return (
    <Dialog title={frameWords.notices} open={open} size="wide" onClose={() => openOverlay(null)}>
      {notices.length === 0 ? <p>{frameWords.noNotices}</p> : null}
      <ul className="notice-list">
        {notices.map((notice) => (
          <li key={notice.id} className={`notice-${notice.tone}`}>
            <span className="grow">{notice.sentence}</span>
            <PutAway notice={notice} />
          </li>
        ))}
      </ul>
      <DialogButtons>
        <Button kind="primary" autoFocus onPress={() => openOverlay(null)}>
          {frameWords.close}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
