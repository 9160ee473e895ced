import type { AppState, Notice } from "../../shared/contract";
import { frameWords } from "../../shared/words/frame";
import { headerWords } from "../../shared/words/header";
import { Kbd } from "../parts/kbd";
import { later } from "../parts/later";
import { useApp } from "../stores/app";
import { openOverlay } from "../stores/overlay";
import { keyHint } from "../stores/shortcuts";
import { useWithoutSeen } from "./news-in-sight";
import { PutAway } from "./put-away";

const NoticeSheet = later(() => import("./sheets").then((file) => file.NoticeSheet));

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

/** Why the account does not answer, and what still works; an account that was never connected has nothing to go on with. */
function troubleWords({ trouble, troubleSince }: Pick<AppState, "trouble" | "troubleSince">): string {
  return troubleSince === null ? (trouble ?? "") : `${trouble ?? ""} ${headerWords.stillWorks}`;
}
