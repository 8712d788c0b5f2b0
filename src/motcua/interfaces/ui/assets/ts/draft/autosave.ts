// Saves a draft while the person types. A form says where with data-autosave-url; each change sends
// JSON {input name: value} for every input of the changed field, so a date always travels whole.
// Failed values are kept, merged with newer ones, and tried again; nothing is dropped on the way. What is not saved
// when the page goes away waits in the browser (see unsaved) and is put back and saved when the page comes again.
// The hidden `revision` travels with each save and is renewed by the answer; the name of the window travels too, so
// that a page never takes its own save, whose answer was lost, for that of another window, and so does the time of
// sending: what a bad line delivers late must not undo what was sent after it. The form waits for a save that is
// under way.
import { all, type Control, csrfToken, ticks } from "../shared/dom";
import { told } from "../shared/told";
import { type Unsaved, UnsavedStore, type Values } from "./unsaved";

const DELAY_MS = 800;
const RETRY_MS = [2000, 5000, 10000];
const PATIENCE_MS = 4000;

const SAID: Record<number, string> = {
  401: told`Đã hết phiên. Bấm Tiếp tục để đăng nhập lại, không mất gì.`,
  409: told`Cửa sổ khác vừa sửa mục này. Bấm Tiếp tục để xem.`,
};

function isControl(node: EventTarget | null): node is Control {
  return (
    (node instanceof HTMLInputElement && !["file", "hidden", "submit"].includes(node.type)) ||
    node instanceof HTMLSelectElement ||
    node instanceof HTMLTextAreaElement
  );
}

function controls(scope: ParentNode): Control[] {
  return all<Control>("input[name], select[name], textarea[name]", scope).filter(isControl);
}

/** Read the inputs of one field the way the browser would post them; an unticked box is "". */
function read(scope: ParentNode): Values {
  const values: Values = {};
  for (const control of controls(scope)) {
    if (ticks(control) && !control.checked) values[control.name] ??= "";
    else if (ticks(control) && values[control.name]) values[control.name] = [values[control.name]!, control.value].flat();
    else values[control.name] = control.value;
  }
  return values;
}

/** Whether a control differs from what the page brought. */
function touched(control: Control): boolean {
  if (ticks(control)) return control.checked !== control.defaultChecked;
  if (control instanceof HTMLSelectElement) {
    return control.selectedIndex !== Math.max(0, Array.from(control.options).findIndex((option) => option.defaultSelected));
  }
  return control.value !== control.defaultValue;
}

/** Put values back where they were typed. */
function restore(form: HTMLFormElement, values: Values): void {
  for (const control of controls(form)) {
    const value = values[control.name];
    if (value === undefined) continue;
    if (ticks(control)) control.checked = [value].flat().includes(control.value);
    else control.value = [value].flat()[0] ?? "";
    if (!ticks(control) || control.checked) control.closest("details")?.setAttribute("open", "");
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

class Autosave {
  private readonly taken: Values = {};
  private waiting: Values = {};
  private sent: Values = {};
  /** What another window changed meanwhile: it stays in the form, and the form decides. */
  private refused: Values = {};
  private readonly store: UnsavedStore | null;
  private readonly window: HTMLInputElement;
  private readonly at: HTMLInputElement;
  private timer = 0;
  private failures = 0;
  private busy = false;
  private running: Promise<void> = Promise.resolve();
  private readonly status: HTMLElement | null;
  private readonly revision: HTMLInputElement | null;

  constructor(private readonly form: HTMLFormElement, private readonly url: string) {
    this.status = document.querySelector("[data-autosave-status]");
    this.revision = form.querySelector<HTMLInputElement>("input[type=hidden][name=revision]");
    [this.window, this.at] = ["window", "sent"].map((name) => Object.assign(document.createElement("input"), { type: "hidden", name })) as [HTMLInputElement, HTMLInputElement];
    this.window.value = crypto.getRandomValues(new Uint32Array(3)).join("");
    form.append(this.window, this.at);
    this.store = UnsavedStore.open(url, form.dataset.unsavedKey);
    form.addEventListener("input", (event) => this.changed(event.target));
    form.addEventListener("change", (event) => this.changed(event.target));
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      window.clearTimeout(this.timer);
      if (!this.busy) {
        this.stamp();
        // The form carries the values itself; a late save must not reach a draft already handed in.
        this.hold(true);
        this.waiting = this.sent = {};
        return;
      }
      event.preventDefault();
      const submitter = event.submitter;
      const patience = new Promise((done) => window.setTimeout(done, PATIENCE_MS));
      void Promise.race([this.running, patience]).then(() => {
        this.busy = false;
        form.requestSubmit(submitter);
      });
    });
    window.addEventListener("online", () => this.plan(0));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.running = this.send(true);
    });
    this.revive();
  }

  /** Take up what an earlier page could not save, and what was typed before this script came over the line. */
  private revive(): void {
    const early = controls(this.form).filter(touched);
    const unsaved: Unsaved | null = this.store?.read() ?? null;
    early.forEach((control) => this.changed(control));
    if (!unsaved || (unsaved.submitted && this.arrived(unsaved))) return this.hold();
    this.window.value = unsaved.window;
    this.at.value = String(unsaved.sent);
    if (this.revision && unsaved.revision) this.revision.value = unsaved.revision;
    const older = Object.entries(unsaved.values).filter(([name]) => !(name in this.waiting));
    restore(this.form, Object.fromEntries(older));
  }

  /** Whether what went out with the form reached the draft: the page brings when each window sent last. */
  private arrived({ window, sent }: Unsaved): boolean {
    const { arrived } = this.form.dataset;
    return arrived === "all" || ((JSON.parse(arrived ?? "{}") as Record<string, number>)[window] ?? 0) >= sent;
  }

  private hold(submitted = false): void {
    const values = { ...this.refused, ...this.sent, ...this.waiting };
    const { value: window } = this.window;
    this.store?.keep({ values, revision: this.revision?.value ?? "", window, sent: Number(this.at.value), submitted });
  }

  /** Tell when this is sent: later than anything before it, whatever the clock of the telephone does. */
  private stamp(): string {
    return (this.at.value = String(Math.max(Number(this.at.value) + 1, Date.now())));
  }

  private changed(target: EventTarget | null): void {
    if (!isControl(target) || !target.name) return;
    const values = read(target.closest("[data-whole]") ?? target.closest("[data-field]") ?? target.parentElement ?? this.form);
    // A box that is left tells once more what was taken up while it was typed in.
    const fresh = Object.entries(values).some(([name, value]) => String(this.taken[name]) !== String(value));
    if (!fresh) return;
    Object.assign(this.taken, values);
    Object.assign(this.waiting, values);
    this.hold();
    this.plan(DELAY_MS);
  }

  private plan(delay: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.running = this.send();
    }, delay);
  }

  private show(state: "saving" | "saved" | "failed", text: string): void {
    if (!this.status) return;
    this.status.dataset.state = state;
    this.status.textContent = text;
  }

  private async send(keepalive = false): Promise<void> {
    if (this.busy || Object.keys(this.waiting).length === 0) return;
    const values = (this.sent = this.waiting);
    this.waiting = {};
    this.busy = true;
    let onward = true;
    this.show("saving", told`Đang lưu…`);
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrfToken(this.form) },
        body: JSON.stringify({ ...values, revision: this.revision?.value ?? "", window: this.window.value, sent: this.stamp() }),
        credentials: "same-origin",
        keepalive,
      });
      if (SAID[answer.status]) {
        // Sending the same again at once cannot help.
        onward = answer.status === 409;
        if (onward) Object.assign(this.refused, values);
        else this.waiting = { ...values, ...this.waiting };
        this.sent = {};
        this.show("failed", SAID[answer.status]!);
        return;
      }
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const { revision } = (await answer.json()) as { revision?: number };
      // A page that was refused something goes on speaking of the draft that it showed.
      if (this.revision && revision && Object.keys(this.refused).length === 0) this.revision.value = String(revision);
      this.failures = 0;
      this.sent = {};
      this.hold();
      const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
      this.show("saved", told`Đã lưu lúc ${time}`);
    } catch {
      this.waiting = { ...values, ...this.waiting };
      this.sent = {};
      this.show("failed", told`Chưa lưu được, đang thử lại`);
      this.plan(RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)]!);
    } finally {
      this.busy = false;
      if (onward && this.failures === 0 && Object.keys(this.waiting).length > 0) this.plan(DELAY_MS);
    }
  }
}

for (const form of all<HTMLFormElement>("form[data-autosave-url]")) new Autosave(form, form.dataset.autosaveUrl!);
