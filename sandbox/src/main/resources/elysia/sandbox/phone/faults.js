// What goes wrong outside, at a touch: ready-made faults for the sandbox's POST /faults.

import { $, api, attempt, button, element, pressOnly } from "/phone/page.js";

// What a charge is called at each gateway, in its path.
const CREATE = { pushinpay: "cashIn", syncpay: "cash-in" };

const TELEGRAM = [
  ["Lento (2 s)", { fault: "latency", ms: 2000, method: "sendMessage", times: 2 }],
  ["429 por 5 s", { fault: "status", status: 429, retryAfter: 5, method: "sendMessage" }],
  ["Fora do ar", { fault: "status", status: 502, method: "sendMessage", times: 2 }],
  ["Envia e não responde", { fault: "no_answer", when: "after", method: "sendMessage" }],
  ["Álbum parcial", { fault: "partial_album", delivered: 1 }],
  ["Toque em dobro", { fault: "duplicate", copies: 1 }],
];

const gatewayFaults = (gateway) => [
  ["Fora do ar", { fault: "status", status: 503, method: CREATE[gateway] }],
  ["Responde HTML", { fault: "html", method: CREATE[gateway] }],
  ["Cria e não responde", { fault: "no_answer", when: "after", method: CREATE[gateway] }],
  ["Webhook em dobro", { fault: "duplicate", copies: 1 }],
  ["Webhook atrasado 10 s", { fault: "delay", ms: 10000 }],
  ["Webhook perdido", { fault: "drop" }],
];

const REPORT = [
  ["Fora do ar", { fault: "status", status: 503 }],
  ["Não responde", { fault: "no_answer" }],
];

const GROUPS = [
  ["Telegram", "telegram", TELEGRAM],
  ["PushinPay", "pushinpay", gatewayFaults("pushinpay")],
  ["SyncPay", "syncpay", gatewayFaults("syncpay")],
  ["Meta", "meta", REPORT],
  ["UTMify", "utmify", REPORT],
];

const state = { waiting: "" };

export async function pollFaults() {
  showWaiting(await api("/faults"));
}

function showWaiting(faults) {
  const json = JSON.stringify(faults);
  if (json === state.waiting) {
    return;
  }
  state.waiting = json;
  $("clear-faults").hidden = faults.length === 0;
  $("faults-state").textContent = faults.length === 0
    ? "Cada falha espera a próxima chamada que combina."
    : faults.length === 1 ? "1 falha esperando" : `${faults.length} falhas esperando`;
  $("faults-waiting").replaceChildren(...faults.map((fault) => element("li", "chip warn", words(fault))));
}

// A fault by its name here; one that somebody else has set, by the vocabulary's own word.
function words(fault) {
  const [service, , ready] = GROUPS.find((group) => group[1] === fault.service);
  const known = ready.find(([, made]) =>
    Object.entries(made).every(([field, value]) => field === "times" || fault[field] === value));
  const times = fault.times > 1 ? ` (${fault.times} vezes)` : "";
  return `${service} · ${known ? known[0] : fault.fault}${times}`;
}

function showGroup(ready, service) {
  $("fault-buttons").replaceChildren(...ready.map(([label, fault]) =>
    button("", label, () => attempt(async () => showWaiting(await api("/faults", { service, ...fault }))))));
}

export function listenFaults() {
  const services = $("fault-services");
  services.append(...GROUPS.map(([name, service, ready]) => button("", name, (event) => {
    pressOnly(services.children, event.currentTarget);
    showGroup(ready, service);
  })));
  services.firstElementChild.click();
  $("clear-faults").addEventListener("click", () => attempt(async () =>
    showWaiting(await api("/faults", {}, "DELETE"))));
}
