import type { ReactNode } from "react";
import { commonWords } from "../../shared/words/common";
import { Button } from "./button";

/** An empty list: why it is empty, and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {children ? <div className="quiet">{children}</div> : null}
    </div>
  );
}

/** Something that is being read; `what` says what. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <div className="state" role="status">
      <p className="quiet">{what}…</p>
    </div>
  );
}

/** Why something could not be read or done, in one sentence, and a way on. */
export function Trouble(props: {
  readonly sentence: string;
  readonly onRetry?: () => void;
  readonly retryLabel?: string;
}) {
  return (
    <div className="state state-trouble" role="alert">
      <p className="state-title">{props.sentence}</p>
      {props.onRetry ? <Button onPress={props.onRetry}>{props.retryLabel ?? commonWords.tryAgain}</Button> : null}
    </div>
  );
}
