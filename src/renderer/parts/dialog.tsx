import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";

/** A sheet over the screen: traps the focus, gives it back, closes on Escape unless `mustAnswer`. */
export function Dialog(props: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly size?: "normal" | "wide" | "widest";
  readonly mustAnswer?: boolean;
}) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={props.open}
      isDismissable={!props.mustAnswer}
      isKeyboardDismissDisabled={props.mustAnswer ?? false}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <Modal className={`modal modal-${props.size ?? "normal"}`}>
        <AriaDialog className="dialog">
          <Heading slot="title" level={2} className="dialog-title">
            {props.title}
          </Heading>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The buttons of a dialog, at its foot; the one to press first comes first. */
export function DialogButtons({ children }: { readonly children: ReactNode }) {
  return <div className="dialog-buttons">{children}</div>;
}
