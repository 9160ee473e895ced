import { useApp } from "../stores/app";

/** What is true and matters, at the top, until it is no longer true: no keychain, an old runtime, no connection. */
export function Notices() {
  const app = useApp((state) => state.app);
  const trouble = useApp((state) => state.trouble);
  const lines = [
    ...(trouble ? [{ id: "app", tone: "warning" as const, sentence: trouble }] : []),
    ...(app?.trouble ? [{ id: "connection", tone: "warning" as const, sentence: app.trouble }] : []),
    ...(app?.notices ?? []),
  ];
  return (
    <div className="notices" role="status">
      {lines.map((line) => (
        <p key={line.id} className={`notice notice-${line.tone}`}>
          {line.sentence}
        </p>
      ))}
    </div>
  );
}
