import { frameWords } from "../../shared/words/frame";
import { dismissToast, useToasts } from "../stores/toasts";

/** The toasts in the empty part of the rail: short remarks that go away by themselves. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    // What is beside an open dialog is inert (parts/beside-sheets.ts); a toast tells how what was asked for in it went.
    <div className="toasts" role="status" data-over-sheets="">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast toast-${toast.tone}`}>
          <span>{toast.sentence}</span>
          {toast.action ? (
            <button
              type="button"
              className="toast-action"
              onClick={() => {
                dismissToast(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </button>
          ) : null}
          <button
            type="button"
            className="toast-close"
            aria-label={frameWords.dismiss}
            onClick={() => dismissToast(toast.id)}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
