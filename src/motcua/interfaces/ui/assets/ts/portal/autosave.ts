// Saves a draft while the person types. A form says where with data-autosave-url; each change sends
// JSON {input name: value} for every input of the changed field, so a date always travels whole.
// Failed values are kept, merged with newer ones, and tried again; nothing is dropped on the way.
// The hidden `revision` travels with each save and is renewed by the answer, so that this page never takes
// its own save for that of another window. The form waits for a save that is under way.

const DELAY_MS = 800;
const RETRY_MS = [2000, 5000, 15000, 30000];
const PATIENCE_MS = 4000;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Values = Record<string, string | string[]>;

const SAID: Record<number, string> = {
  401: "Đã hết phiên. Bấm Tiếp tục để đăng nhập lại, không mất gì.",
  409: "Cửa sổ khác vừa sửa mục này. Bấm Tiếp tục để xem.",
};

function isControl(node: EventTarget | null): node is Control {
  return (
    (node instanceof HTMLInputElement && !["file", "hidden", "submit"].includes(node.type)) ||
    node instanceof HTMLSelectElement ||
    node instanceof HTMLTextAreaElement
  );
}

/** Read the inputs of one field the way the browser would post them; an unticked box is "". */
function read(scope: ParentNode): Values {
  const values: Values = {};
  for (const control of scope.querySelectorAll<Control>("input[name], select[name], textarea[name]")) {
    if (!isControl(control)) continue;
    const tickable = control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type);
    if (tickable && !(control as HTMLInputElement).checked) values[control.name] ??= "";
    else if (tickable && values[control.name]) values[control.name] = [values[control.name]!, control.value].flat();
    else values[control.name] = control.value;
  }
  return values;
}

class Autosave {
  private waiting: Values = {};
  private timer = 0;
  private failures = 0;
  private busy = false;
  private running: Promise<void> = Promise.resolve();
  private readonly status: HTMLElement | null;
  private readonly revision: HTMLInputElement | null;

  constructor(private readonly form: HTMLFormElement, private readonly url: string) {
    this.status = document.querySelector("[data-autosave-status]");
    this.revision = form.querySelector<HTMLInputElement>("input[type=hidden][name=revision]");
    form.addEventListener("input", (event) => this.changed(event.target));
    form.addEventListener("change", (event) => this.changed(event.target));
    form.addEventListener("submit", (event) => {
      // The form carries the values itself; a late save must not reach a draft already handed in.
      if (event.defaultPrevented) return;
      window.clearTimeout(this.timer);
      this.waiting = {};
      if (!this.busy) return;
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
  }

  private changed(target: EventTarget | null): void {
    if (!isControl(target) || !target.name) return;
    Object.assign(this.waiting, read(target.closest("[data-field]") ?? target.parentElement ?? this.form));
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
    const values = this.waiting;
    this.waiting = {};
    this.busy = true;
    this.show("saving", "Đang lưu…");
    try {
      const token = this.form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
      const answer = await fetch(this.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ ...values, revision: this.revision?.value ?? "" }),
        credentials: "same-origin",
        keepalive,
      });
      if (SAID[answer.status]) {
        // Sending the same again cannot help; the values stay in the form.
        this.show("failed", SAID[answer.status]!);
        return;
      }
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const { revision } = (await answer.json()) as { revision?: number };
      if (this.revision && revision) this.revision.value = String(revision);
      this.failures = 0;
      const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
      this.show("saved", `Đã lưu lúc ${time}`);
    } catch {
      this.waiting = { ...values, ...this.waiting };
      this.show("failed", "Chưa lưu được, đang thử lại");
      this.plan(RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)]!);
    } finally {
      this.busy = false;
      if (this.failures === 0 && Object.keys(this.waiting).length > 0) this.plan(DELAY_MS);
    }
  }
}

export function enableAutosave(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-autosave-url]")) {
    new Autosave(form, form.dataset.autosaveUrl!);
  }
}
