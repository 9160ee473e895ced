import { frameWords } from "../../shared/words/frame";
import { helpWords } from "../../shared/words/help";
import { Kbd } from "../parts/kbd";
import { Pill } from "../parts/pill";
import { openTray, standing, useAttempts } from "../stores/attempts";
import { useBadges } from "../stores/badges";
import { openParked, useParkedLines } from "../stores/parked";
import { useScreens } from "../stores/app";
import { openOverlay } from "../stores/overlay";
import { hrefOf, useRoute } from "../stores/route";
import { SCREEN_WORDS, SCREENS } from "../stores/screens";
import { keyHint } from "../stores/shortcuts";

/**
 * The rail: the screens that the connection has something to show on, and at its foot the parked orders and the
 * open questions: payments being checked, and entries of the journal that cannot be read.
 */
export function Rail() {
  const screens = useScreens();
  const here = useRoute(({ screen }) => screen);
  const holdsDue = useBadges((badges) => badges.holdsDue);
  const checking = useAttempts(({ unknown, unreadable }) => unknown.length + standing(unreadable).length);
  const parked = useParkedLines().length;
  return (
    <nav className="rail" aria-label={frameWords.screensOf}>
      <p className="brand">
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <rect x="1.5" y="2.5" width="17" height="15" rx="2.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M6.5 3v14" stroke="currentColor" strokeWidth="1.6" strokeDasharray="1.6 2" />
          <path d="M9.5 7.5h6M9.5 11h4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
        {frameWords.program}
      </p>
      <ul className="rail-links">
        {screens
          .map((screen) => [screen, SCREENS.indexOf(screen)] as const)
          .map(([screen, at]) => (
            <li key={screen}>
              <a
                className="rail-link"
                href={hrefOf(screen)}
                aria-current={screen === here ? "page" : undefined}
                aria-label={SCREEN_WORDS[screen]}
                aria-keyshortcuts={`Control+${at + 1}`}
                title={`Ctrl+${at + 1}`}
              >
                <span className="grow">{SCREEN_WORDS[screen]}</span>
                {screen === "holds" && holdsDue ? (
                  <Pill tone="warn">{frameWords.holdsDue({ count: holdsDue })}</Pill>
                ) : null}
                <span className="rail-key">
                  <Kbd>{String(at + 1)}</Kbd>
                </span>
              </a>
            </li>
          ))}
      </ul>
      <div className="rail-foot">
        <button type="button" className="rail-count" onClick={() => openParked(true)} disabled={parked === 0}>
          <span>{frameWords.parked}</span>
          <span>{parked}</span>
        </button>
        <button
          type="button"
          className={checking > 0 ? "rail-count rail-count-due" : "rail-count"}
          onClick={() => openTray(true)}
          disabled={checking === 0}
        >
          <span>{frameWords.checking}</span>
          <span>{checking}</span>
        </button>
        <button type="button" className="rail-count" aria-label={helpWords.title} onClick={() => openOverlay("help")}>
          <span>{helpWords.title}</span>
          <Kbd>{keyHint("everywhere", "help")}</Kbd>
        </button>
      </div>
    </nav>
  );
}
