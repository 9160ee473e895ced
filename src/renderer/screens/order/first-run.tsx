import { useEffect, useRef, useState } from "react";
import type { AppState } from "../../../shared/contract";
import { firstRunWords as words } from "../../../shared/words/first-run";
import { asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { useKeys } from "../../parts/keys";
import { TextField } from "../../parts/text-field";
import { changeAccount, changeSettings, useApp } from "../../stores/app";
import { leaveFirstRun, toFirstRunStep, useFirstRun, type FirstRunStep } from "../../stores/first-run";
import { go } from "../../stores/route";
import { bind, keyHint } from "../../stores/shortcuts";
import { toast } from "../../stores/toasts";
import { FirstRunLines } from "./first-run-lines";
import { AFTER } from "./first-run-steps";
import type { Phase } from "./order-state";
import { useTyped } from "../../parts/typed";
import "./first-run.css";

/** The steps that are counted; the offer is none. */
const COUNTED: readonly FirstRunStep[] = ["names", "order", "declined", "connect"];

/**
 * The guide of the first run: in the stub, where nothing else stands, or below an answer. It moves nothing, holds no
 * key that an order needs, and is left with Esc.
 */
export function FirstRun(props: {
  readonly phase: Phase;
  /** The order screen is in sight and no sheet lies over it. */
  readonly shown: boolean;
  /** Esc clears the order or is awaited by a question. */
  readonly escTaken: boolean;
  /** Nothing has been typed. */
  readonly empty: boolean;
  readonly focusAmount: () => void;
}) {
  const { phase, shown, escTaken, empty, focusAmount } = props;
  const step = useFirstRun();
  const app = useApp((state) => state.app);
  const names = useRef<(() => void) | null>(null);
  const inTraining = app?.account.id === "training";
  const goOn = (): void => {
    if (step === null) return;
    if (!inTraining && step !== "connect") return toTraining(focusAmount);
    if (step === "names") return names.current?.();
    const next = AFTER[step];
    if (next === null) {
      leaveFirstRun();
      return go("settings", "connection");
    }
    toFirstRunStep(next);
    if (next === "order" || next === "declined") focusAmount();
  };
  const leave = (): void => {
    leaveFirstRun();
    focusAmount();
  };
  const answered = phase.kind === "answered";
  const told = answered && (step === "order" || step === "declined");
  const there = shown && step !== null && (phase.kind === "typing" || told);
  const escFree = !escTaken && (step !== "offer" || empty);
  useKeys(there, bind("guide", { goOn: told ? null : goOn, leave: escFree ? leave : null }));
  if (step === null || !app) return null;
  if (answered) return told ? <Told step={step} phase={phase} /> : null;
  if (step === "offer") return <Offer onBegin={goOn} onLeave={leave} />;
  if (!inTraining && step !== "connect") return <Elsewhere app={app} onGoOn={goOn} onLeave={leave} />;
  return (
    <section className="guide" aria-label={words.count({ step: COUNTED.indexOf(step) + 1, of: COUNTED.length })}>
      <p className="guide-count">{words.count({ step: COUNTED.indexOf(step) + 1, of: COUNTED.length })}</p>
      <div role="status">
        <h2 className="guide-title">{words[step]}</h2>
        <p className="quiet">{words[`${step}What`]}</p>
      </div>
      {step === "names" ? <Names app={app} goOnRef={names} onKept={() => toOrder(focusAmount)} /> : null}
      {step === "order" || step === "declined" ? <FirstRunLines amount={step === "order" ? "1250" : "201200"} /> : null}
      <GuideButtons
        goOn={step === "names" ? words.goOn : step === "connect" ? words.connectNow : words.skip}
        leave={step === "connect" ? words.later : words.leave}
        onGoOn={goOn}
        onLeave={leave}
      />
    </section>
  );
}

function toOrder(focusAmount: () => void): void {
  toFirstRunStep("order");
  focusAmount();
}

function toTraining(focusAmount: () => void): void {
  changeAccount("training").then(focusAmount, (error: unknown) => toast(asFailure(error).sentence, "warning"));
}

function Offer(props: { readonly onBegin: () => void; readonly onLeave: () => void }) {
  return (
    <section className="guide guide-offer" aria-label={words.offer}>
      <h2 className="guide-title">{words.offer}</h2>
      <p className="quiet">{words.offerWhat}</p>
      <GuideButtons goOn={words.begin} leave={words.notNow} onGoOn={props.onBegin} onLeave={props.onLeave} />
    </section>
  );
}

/** MONEY: the guide tells which card to type, so it never goes on where money is real. */
function Elsewhere(props: { readonly app: AppState; readonly onGoOn: () => void; readonly onLeave: () => void }) {
  return (
    <section className="guide" aria-label={words.elsewhere}>
      <h2 className="guide-title">{words.elsewhere}</h2>
      <p className="quiet">{words.elsewhereWhat({ account: props.app.account.name })}</p>
      <GuideButtons goOn={words.toTraining} leave={words.leave} onGoOn={props.onGoOn} onLeave={props.onLeave} />
    </section>
  );
}

function GuideButtons(props: {
  readonly goOn: string;
  readonly leave: string;
  readonly onGoOn: () => void;
  readonly onLeave: () => void;
}) {
  return (
    <div className="row guide-buttons">
      <Button size="small" keyHint={keyHint("guide", "goOn")} onPress={props.onGoOn}>
        {props.goOn}
      </Button>
      <Button size="small" kind="quiet" keyHint={keyHint("guide", "leave")} onPress={props.onLeave}>
        {props.leave}
      </Button>
    </div>
  );
}

/** Business and desk. Enter goes on; what cannot be kept stays, with why at its field. */
function Names(props: {
  readonly app: AppState;
  readonly goOnRef: { current: (() => void) | null };
  readonly onKept: () => void;
}) {
  const { app, goOnRef, onKept } = props;
  const { merchant, deskName } = app.settings;
  const [business, setBusiness] = useTyped("first run business", merchant.name);
  const [desk, setDesk] = useTyped("first run desk", deskName);
  const [wrong, setWrong] = useState<string | null>(null);
  const deskInput = useRef<HTMLInputElement>(null);
  const keep = (): void => {
    const named = desk.trim() === "" ? {} : { deskName: desk.trim() };
    changeSettings({ merchant: { ...merchant, name: business.trim() }, ...named }).then(onKept, (error: unknown) => {
      const failure = asFailure(error);
      setWrong(Object.values(failure.fields)[0] ?? failure.sentence);
    });
  };
  useEffect(() => {
    goOnRef.current = keep;
  });
  return (
    <div className="stack">
      <TextField
        label={words.business}
        value={business}
        maxLength={60}
        hint={words.businessHint}
        autoFocus
        onChange={setBusiness}
        onKeyDown={({ key }) => {
          if (key === "Enter") deskInput.current?.focus();
        }}
      />
      <TextField
        label={words.desk}
        value={desk}
        maxLength={40}
        hint={words.deskHint}
        error={wrong}
        inputRef={deskInput}
        onChange={setDesk}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          keep();
        }}
      />
    </div>
  );
}

/** Below an answer: what was just seen, and the key that goes on. */
function Told({ step, phase }: { readonly step: "order" | "declined"; readonly phase: Phase }) {
  const open = phase.kind === "answered" && phase.attempt.state !== "closed";
  return (
    <p className="guide guide-told" role="status">
      {open ? words.stillOpen : words[`${step}Done`]}
    </p>
  );
}
