import { useId, useLayoutEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { openSheet } from "./beside-sheets";
import { focusHomeSoon, forgetHome } from "./focus-home";
import { useHeldFocus } from "./held-focus";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly size?: "normal" | "wide" | "widest";
  /** A press beside it does not close it: what was typed in it may not be lost by a slip. */
  readonly stays?: boolean;
  /** Its button moves money: a double press does not press it (frame/hasty-enter.ts). */
  readonly money?: boolean;
}

/** A sheet over the screen: traps the focus, gives it back, closes on Escape and on a press beside it. */
export function Dialog({ open, ...props }: DialogProps & { readonly open: boolean }) {
  if (!open) return null;
  return createPortal(<Sheet {...props} />, document.body);
}

function Sheet({ title, onClose, children, size = "normal", stays = false, money = false }: DialogProps) {
  const titleId = useId();
  const veil = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLElement>(null);
  /** The press that is let go now began beside the sheet. */
  const beside = useRef(false);
  const onBlur = useHeldFocus();

  useLayoutEffect(() => (veil.current ? openSheet(veil.current) : undefined), []);
  // Where nothing in it has asked for the focus the sheet has it, so that keys are the sheet's; and so it has when what
  // had it was taken out. A layout effect, because a key counts from the first frame in which the sheet is seen.
  const begun = useRef(false);
  useLayoutEffect(() => {
    const now = document.activeElement;
    const lost = begun.current ? now === document.body : !sheet.current?.contains(now);
    begun.current = true;
    if (lost) sheet.current?.focus({ preventScroll: true });
  });
  // In the frame after it closes the focus goes back to what had it, if that is still there; else a home is looked for.
  useLayoutEffect(() => {
    forgetHome();
    return focusHomeSoon;
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (event.key !== "Escape" || modified || event.repeat || event.nativeEvent.isComposing) return;
    // React lets a key of the sheet above come by here too.
    if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  const isBeside = (event: { readonly target: EventTarget; readonly currentTarget: EventTarget }): boolean =>
    event.target === event.currentTarget;
  return (
    <div
      ref={veil}
      className="veil"
      role="presentation"
      onBlur={onBlur}
      onKeyDown={onKeyDown}
      onPointerDown={(event: PointerEvent) => {
        beside.current = event.button === 0 && isBeside(event);
      }}
      onClick={(event) => {
        if (beside.current && isBeside(event) && !stays) onClose();
        beside.current = false;
      }}
    >
      <div className={`modal modal-${size} ${money ? "modal-money" : ""}`}>
        <section ref={sheet} className="dialog" role="dialog" tabIndex={-1} aria-labelledby={titleId}>
          <h2 id={titleId} className="dialog-title">
            {title}
          </h2>
          {children}
        </section>
      </div>
    </div>
  );
}

/** The buttons of a dialog, at its foot; the one to press first comes first. */
export function DialogButtons({ children }: { readonly children: ReactNode }) {
  return <div className="dialog-buttons">{children}</div>;
}
