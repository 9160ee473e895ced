import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from "react";
import { FocusScope } from "react-aria/FocusScope";
import { createPortal } from "react-dom";
import { openSheet } from "./beside-sheets";
import { focusHomeSoon, forgetHome } from "./focus-home";

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
  return createPortal(
    <FocusScope contain restoreFocus>
      <Sheet {...props} />
    </FocusScope>,
    document.body,
  );
}

function Sheet({ title, onClose, children, size = "normal", stays = false, money = false }: DialogProps) {
  const titleId = useId();
  const veil = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLElement>(null);
  /** The press that is let go now began beside the sheet. */
  const beside = useRef(false);

  useLayoutEffect(() => (veil.current ? openSheet(veil.current) : undefined), []);
  // Over another sheet the scope of that one took the focus back from the field that asked for it by `autoFocus`, which
  // leaves no trace in the page: so fields mark themselves.
  useEffect(() => {
    if (sheet.current?.contains(document.activeElement)) return;
    const first = sheet.current?.querySelector<HTMLElement>("[data-first-focus]") ?? sheet.current;
    first?.focus({ preventScroll: true });
  }, []);
  // In the frame after it closes the scope gives the focus back, if what had it is still there; else a home is looked
  // for.
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
