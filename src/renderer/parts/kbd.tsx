import { useKeyOnBoard } from "./keyboard-layout";

/** A key, shown where it works, as this keyboard has it. Not read aloud: the name of the button says what it does. */
export function Kbd({ children: words }: { readonly children: string }) {
  const shown = useKeyOnBoard(words);
  return (
    <kbd className="kbd" aria-hidden="true">
      {shown}
    </kbd>
  );
}
