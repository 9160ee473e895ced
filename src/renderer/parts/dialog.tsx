import { useEffect, useLayoutEffect, useRef, type ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { focusHomeSoon, forgetHome } from "./focus-home";

/** A sheet over the screen: traps the focus, gives it back, closes on Escape and on a press beside it. */
export function Dialog(props: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly size?: "normal" | "wide" | "widest";
  /** A press beside it does not close it: what was typed in it may not be lost by a slip. */
  readonly stays?: boolean;
  /** Its button moves money: a double press does not press it (frame/hasty-enter.ts). */
  readonly money?: boolean;
}) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={props.open}
      isDismissable={!props.stays}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <Modal className={`modal modal-${props.size ?? "normal"} ${props.money ? "modal-money" : ""}`}>
        <AriaDialog className="dialog">
          <Heading slot="title" level={2} className="dialog-title">
            {props.title}
          </Heading>
          <FirstFocus />
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * Over another sheet the library takes the focus from the field that asked for it and gives it to the sheet itself; it
 * goes on to that field, once. Fields ask by `autoFocus`, which leaves no trace in the page, so they mark themselves.
 */
function FirstFocus() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // After the sheet's own effect, which runs later than this one.
    const timer = setTimeout(() => {
      const sheet = mark.current?.closest("[role=dialog]");
      if (sheet && document.activeElement === sheet) sheet.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    });
    return () => clearTimeout(timer);
  }, []);
  // In the frame after it closes the library gives the focus back, if what had it is still there; else a home is looked
  // for.
  useLayoutEffect(() => {
    forgetHome();
    return focusHomeSoon;
  }, []);
  return <span ref={mark} hidden />;
}

/** Acts once a dialog that closes now has given the focus back, which it does in the next frame. */
export function afterDialog(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

/** The buttons of a dialog, at its foot; the one to press first comes first. */
export function DialogButtons({ children }: { readonly children: ReactNode }) {
  return <div className="dialog-buttons">{children}</div>;
}
