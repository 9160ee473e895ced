import type { ReactNode, Ref } from "react";
import type { AppState, CommandName } from "../../../shared/contract";
import { settingsWords } from "../../../shared/words/settings";
import { Kbd } from "../../parts/kbd";
import { useWhyNot } from "../../parts/why-not";
import { hrefOf } from "../../stores/route";
import { keyHint } from "../../stores/shortcuts";

/** Settings about money and the desk are for whoever may set the proxy, which are the same roles (shared/may.ts). */
export const SUPERVISED = "proxy.set";

export type SectionName = keyof typeof settingsWords.sections;

/** The sections that the window's account has something to set in, in their order on the screen. */
export function sectionsOf({ account, capabilities }: AppState): readonly SectionName[] {
  return [
    "connection",
    "desk",
    ...(capabilities.includes("surcharge") ? (["surcharge"] as const) : []),
    "desks",
    "receipts",
    ...(capabilities.includes("post_auth_rules") ? (["rules"] as const) : []),
    "network",
    "data",
    "updates",
    "people",
    ...(account.environment === "practice" ? (["training"] as const) : []),
  ];
}

/** One part of the settings: a sheet under its heading, to which the index leads. */
export function Section(props: {
  readonly name: SectionName;
  readonly children: ReactNode;
  readonly beside?: ReactNode;
  /** What its fields ask for: where the person may not, they cannot be typed in, and why stands above them. */
  readonly needs?: CommandName;
  readonly ref?: Ref<HTMLElement>;
}) {
  const { name, beside } = props;
  const title = settingsWords.sections[name];
  const why = useWhyNot(props.needs);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc of its fields, which leaves them
    <section
      ref={props.ref}
      className="sheet stack settings-section"
      aria-label={title}
      data-section={name}
      tabIndex={-1}
      onKeyDown={(event) => {
        const { currentTarget, target } = event;
        // A sheet that was opened here is no part of the page here.
        const within = target instanceof Node && currentTarget.contains(target);
        if (event.key === "Escape" && within && !event.defaultPrevented) currentTarget.focus();
      }}
    >
      <div className="row-between">
        <h2>{title}</h2>
        {beside}
      </div>
      {why === null ? (
        props.children
      ) : (
        <>
          <p className="quiet small">{why}</p>
          <fieldset disabled className="stack settings-refused">
            {props.children}
          </fieldset>
        </>
      )}
    </section>
  );
}

/** Where everything is: a link and a key for each section, always in sight; beside them what was kept last. */
export function SectionIndex(props: {
  readonly sections: readonly SectionName[];
  readonly open: string | null;
  readonly saved: string | null;
}) {
  return (
    <div className="settings-index">
      <nav aria-label={settingsWords.sectionsLabel}>
        {props.sections.map((name) => (
          <a
            key={name}
            href={hrefOf("settings", name)}
            className="settings-link"
            aria-current={name === props.open ? "true" : undefined}
          >
            {settingsWords.sections[name]}
            <Kbd>{keyHint("settings", name)}</Kbd>
          </a>
        ))}
      </nav>
      <p role="status" className="settings-saved">
        {props.saved === null ? "" : settingsWords.saved({ what: props.saved })}
      </p>
    </div>
  );
}
