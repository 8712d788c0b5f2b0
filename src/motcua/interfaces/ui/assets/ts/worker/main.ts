// The service worker of the portal: a page for when there is no network, the files it is drawn with, and the notices
// that arrive while no page is open.
// Pages are never kept: they may be personal, and a page of yesterday misleads. Files come from the network
// first, so that a new version is never mixed with an old one.
export {};

interface Answering extends Event {
  request: Request;
  preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  registration: {
    navigationPreload?: { enable(): Promise<void> };
    showNotification(title: string, options: object): Promise<void>;
  };
  clients: {
    matchAll(options: object): Promise<{ url: string; focus(): Promise<unknown> }[]>;
    openWindow(url: string): Promise<unknown>;
  };
}
interface Pushed extends Lasting {
  data: { json(): Partial<Record<"title" | "body" | "url" | "tag", string>> } | null;
}
interface Clicked extends Lasting {
  notification: { data: string; close(): void };
}
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

const CACHE = "motcua-1";
const OFFLINE = "/ngoai-mang/";
const FILES = "/static/";
const NEEDED = ["/static/built/portal.css", "/static/ui/mark.svg"];

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Without cookies: the page as anybody sees it.
  const page = await fetch(OFFLINE, { credentials: "omit", cache: "no-store" });
  if (!page.ok) throw new Error(`offline page: ${page.status}`);
  await cache.put(OFFLINE, page);
  await cache.addAll(NEEDED);
}

async function clean(): Promise<void> {
  // The page is asked for while the worker still wakes up.
  await (self as unknown as Scope).registration.navigationPreload?.enable();
  for (const name of await caches.keys()) {
    if (name.startsWith("motcua-") && name !== CACHE) await caches.delete(name);
  }
}

async function file(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (problem) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw problem;
  }
}

async function page(asked: Answering): Promise<Response> {
  try {
    return (await asked.preloadResponse) ?? (await fetch(asked.request));
  } catch (problem) {
    const kept = await (await caches.open(CACHE)).match(OFFLINE);
    if (kept) return kept;
    throw problem;
  }
}

/** Only ever a place of this portal, whatever a message says. */
function here(url: string | undefined): string {
  const place = new URL(url ?? "/", location.origin);
  return place.origin === location.origin ? place.href : `${location.origin}/`;
}

async function show(event: Pushed): Promise<void> {
  // A browser takes the right away from who shows nothing: also what cannot be read is told.
  let told: ReturnType<NonNullable<Pushed["data"]>["json"]> = {};
  try {
    told = event.data?.json() ?? {};
  } catch (problem) {
    console.warn("push", problem);
  }
  await (self as unknown as Scope).registration.showNotification(told.title ?? "Hồ sơ của ông/bà có thông báo mới", {
    body: told.body, tag: told.tag, data: here(told.url), lang: "vi", icon: "/static/ui/icon-192.png",
  });
}

async function open(url: string): Promise<void> {
  const { clients } = self as unknown as Scope;
  const shown = (await clients.matchAll({ type: "window" })).find((page) => page.url === url);
  await (shown ? shown.focus() : clients.openWindow(url));
}

self.addEventListener("push", (event) => (event as Pushed).waitUntil(show(event as Pushed)));
self.addEventListener("notificationclick", (event) => {
  const { notification } = event as Clicked;
  notification.close();
  (event as Clicked).waitUntil(open(notification.data));
});
self.addEventListener("install", (event) => (event as Lasting).waitUntil(install()));
self.addEventListener("activate", (event) => (event as Lasting).waitUntil(clean()));
self.addEventListener("fetch", (event) => {
  const asked = event as Answering;
  const { request } = asked;
  const place = new URL(request.url);
  if (request.method !== "GET" || place.origin !== location.origin) return;
  if (request.mode === "navigate") asked.respondWith(page(asked));
  else if (place.pathname.startsWith(FILES)) asked.respondWith(file(request));
});
