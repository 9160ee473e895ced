import { lazy, Suspense, useMemo, type ReactElement } from "react";
import { CardCatcher } from "./frame/card-catcher";
import { AccountEdge, Header } from "./frame/header";
import { useContextMenu } from "./frame/context-menu";
import { Notices } from "./frame/notices";
import { Rail } from "./frame/rail";
import { Toasts } from "./frame/toasts";
import { useGlobalKeys } from "./frame/global-keys";
import { useHastyEnter } from "./frame/hasty-enter";
import { useTypedKept } from "./frame/use-typed-kept";
import { later } from "./parts/later";
import { Loading } from "./parts/states";
import { TypedBy } from "./parts/typed";
import { WhyNot } from "./parts/why-not";
import { IdleWarning } from "./screens/lock/idle-warning";
import { OrderScreen } from "./screens/order/order-screen";
import { useApp } from "./stores/app";
import { whyNotOf } from "./stores/may";
import { useNumbersAbroad } from "./stores/numbers-abroad";
import { useRoute } from "./stores/route";
import type { Screen } from "./stores/screens";
import { programWords } from "../shared/words/program";

const Accounts = later(() => import("./frame/sheets").then((file) => file.Accounts));
const Help = later(() => import("./frame/sheets").then((file) => file.Help));
const Palette = later(() => import("./frame/sheets").then((file) => file.Palette));
const ParkedOrders = later(() => import("./frame/sheets").then((file) => file.ParkedOrders));
// Until it is there early-keys.ts swallows swipes, or nothing is drawn.
const SwipeCatcher = later(() => import("./frame/sheets").then((file) => file.SwipeCatcher));
const Tray = later(() => import("./frame/sheets").then((file) => file.Tray));
const LockedScreen = later(() => import("./screens/lock/sheets").then((file) => file.LockedScreen));
const RecoveryWords = later(() => import("./screens/lock/sheets").then((file) => file.RecoveryWords));
const Supervisor = later(() => import("./screens/lock/sheets").then((file) => file.Supervisor));

// The order screen is home and always mounted, so that what is half typed survives a look at another screen.
const screens: Readonly<Record<Exclude<Screen, "order">, (props: { readonly id: string | null }) => ReactElement>> = {
  customers: lazyScreen(() => import("./screens/customers/customers-screen").then((file) => file.CustomersScreen)),
  payments: lazyScreen(() => import("./screens/payments/payments-screen").then((file) => file.PaymentsScreen)),
  holds: lazyScreen(() => import("./screens/holds/holds-screen").then((file) => file.HoldsScreen)),
  activity: lazyScreen(() => import("./screens/activity/activity-screen").then((file) => file.ActivityScreen)),
  overview: lazyScreen(() => import("./screens/overview/overview-screen").then((file) => file.OverviewScreen)),
  settings: lazyScreen(() => import("./screens/settings/settings-screen").then((file) => file.SettingsScreen)),
};

function lazyScreen(load: () => Promise<(props: { readonly id: string | null }) => ReactElement>) {
  const Screen = lazy(() => load().then((screen) => ({ default: screen })));
  return ({ id }: { readonly id: string | null }) => <Screen id={id} />;
}

/** The frame: rail, header, notices, one screen; while it is locked, how to unlock it and nothing else. */
export function App() {
  const { screen, id } = useRoute();
  const app = useApp((state) => state.app);
  const locked = app?.lock.locked ?? false;
  useGlobalKeys(!locked);
  useHastyEnter();
  useContextMenu();
  const may = app?.may ?? null;
  const whyNot = useMemo(() => whyNotOf(may), [may]);
  const who = `${app?.person.id ?? ""} ${app?.account.id ?? ""}`;
  useTypedKept(who, locked);
  useNumbersAbroad();
  const Other = screen === "order" || locked ? null : screens[screen];
  return (
    <WhyNot value={whyNot}>
      <TypedBy value={who}>
        {app && locked ? <LockedScreen app={app} /> : null}
        <div className="frame" hidden={locked}>
          {locked ? null : (
            <>
              <AccountEdge />
              <Rail />
            </>
          )}
          <div className="frame-main">
            {locked ? null : (
              <>
                <Header />
                <Notices />
              </>
            )}
            <main className="screen" hidden={screen !== "order"}>
              <OrderScreen shown={screen === "order" && !locked} locked={locked} />
            </main>
            {Other ? (
              <main className="screen" key={screen}>
                <Suspense fallback={<Loading what={programWords.opening} />}>
                  <Other id={id} />
                </Suspense>
              </main>
            ) : null}
          </div>
          {locked ? null : <Sheets />}
          <CardCatcher />
          <SwipeCatcher />
        </div>
      </TypedBy>
    </WhyNot>
  );
}

/** What may lie over any screen. */
function Sheets() {
  return (
    <>
      <Tray />
      <ParkedOrders />
      <Help />
      <Palette />
      <Accounts />
      <Toasts />
      <Supervisor />
      <RecoveryWords />
      <IdleWarning />
    </>
  );
}
