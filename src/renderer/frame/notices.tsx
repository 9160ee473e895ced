import type { AppState, Notice } from "../../shared/contract";
import { frameWords } from "../../shared/words/frame";
import { headerWords } from "../../shared/words/header";
import { notificationWords } from "../../shared/words/notifications";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { Kbd } from "../parts/kbd";
import { useApp } from "../stores/app";
import { heardAttempt } from "../stores/attempts";
import { openOverlay, useOverlay } from "../stores/overlay";
import { keyHint } from "../stores/shortcuts";
import { toast } from "../stores/toasts";
import { useWithoutSeen } from "./news-in-sight";

/**
 * What stands until it is no longer true: no keychain, an old runtime, no connection. What somebody waits for comes
 * first (a payment that was checked), then warnings.
 */
function useNotices(): readonly Notice[] {
  const app = useApp((state) => state.app);
  const trouble = useApp((state) => state.trouble);
  const own = [
    ["app", trouble],
    ["connection", app?.trouble ? troubleWords(app) : null],
  ] as const;
  const all: readonly Notice[] = [
    ...own.flatMap(([id, sentence]) => (sentence ? [{ id, tone: "warning" as const, sentence }] : [])),
    ...(app?.notices ?? []),
  ];
  const rank = ({ news, tone }: Notice): number => (news ? 0 : tone === "warning" ? 1 : 2);
  return all.toSorted((one, other) => rank(one) - rank(other));
}

/**
 * The notices in one line at the top, in the room that every screen leaves free there: it pushes nothing, whatever
 * comes. The first one is read there, all of them on a sheet.
 */
export function Notices() {
  const notices = useWithoutSeen(useNotices());
  const [first, ...others] = notices;
  return (
    <>
      <div className="notices" role="status">
        {first ? (
          <p className={`notice notice-${first.tone}`}>
            <span className="cut grow">{first.sentence}</span>
            <span className="heard-only">{others.map(({ sentence }) => sentence).join(" ")}</span>
            <PutAway notice={first} />
            <button type="button" className="notice-more" onClick={() => openOverlay("notices")}>
              {frameWords.moreNotices({ count: others.length })} <Kbd>{keyHint("everywhere", "notices")}</Kbd>
            </button>
          </p>
        ) : null}
      </div>
      <NoticeSheet notices={notices} />
    </>
  );
}

/** Every notice at its full length. */
function NoticeSheet({ notices }: { readonly notices: readonly Notice[] }) {
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

/** Why the account does not answer, and what still works; an account that was never connected has nothing to go on with. */
function troubleWords({ trouble, troubleSince }: Pick<AppState, "trouble" | "troubleSince">): string {
  return troubleSince === null ? (trouble ?? "") : `${trouble ?? ""} ${headerWords.stillWorks}`;
}

/** News stays until it is opened or put away. So does a correction; who has read it is kept. */
function PutAway({ notice: { id, attemptId, news } }: { readonly notice: Notice }) {
  if (news) return <NewsButtons id={id} />;
  if (attemptId === undefined) return null;
  const read = (): void => {
    ask("attempts.correctionRead", { id: attemptId }).then(heardAttempt, (error: unknown) =>
      toast(asFailure(error).sentence, "warning"),
    );
  };
  return (
    <Button kind="quiet" size="small" onPress={read}>
      {frameWords.haveRead}
    </Button>
  );
}

function NewsButtons({ id }: { readonly id: string }) {
  const tell = (name: "news.open" | "news.read"): void => {
    if (name === "news.open") openOverlay(null);
    ask(name, { id }).catch((error: unknown) => toast(asFailure(error).sentence, "warning"));
  };
  return (
    <>
      <Button kind="quiet" size="small" onPress={() => tell("news.open")}>
        {notificationWords.open}
      </Button>
      <Button kind="quiet" size="small" onPress={() => tell("news.read")}>
        {notificationWords.read}
      </Button>
    </>
  );
}
