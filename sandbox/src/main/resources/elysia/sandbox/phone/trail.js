// What happens behind the sale: every call to and from the outside, and every row that moved.

import { $, api, button, clock, element, pressOnly } from "/phone/page.js";

const MAX_TRAIL = 300;
const MAX_KEYS = 5000;

const FILTERS = [
  ["tudo", "Tudo"], ["telegram", "Telegram"], ["pix", "PIX"],
  ["meta", "Meta"], ["utmify", "UTMify"], ["elysia", "Elysia"],
];

const GATEWAYS = { pushinpay: "PushinPay", syncpay: "SyncPay" };

const SAID = {
  "telegram sendMessage": "Mensagem enviada ao comprador",
  "telegram sendPhoto": "Foto enviada ao comprador",
  "telegram sendVideo": "Vídeo enviado ao comprador",
  "telegram sendAnimation": "Animação enviada ao comprador",
  "telegram sendAudio": "Áudio enviado ao comprador",
  "telegram sendVoice": "Voz enviada ao comprador",
  "telegram sendDocument": "Arquivo enviado ao comprador",
  "telegram sendMediaGroup": "Álbum enviado ao comprador",
  "telegram answerCallbackQuery": "Toque no botão respondido",
  "telegram sendChatAction": "Digitando…",
  "telegram editMessageText": "Mensagem editada",
  "telegram editMessageReplyMarkup": "Botões editados",
  "telegram deleteMessage": "Mensagem apagada",
  "telegram setWebhook": "Webhook do bot ligado",
  "telegram deleteWebhook": "Webhook do bot desligado",
  "telegram getWebhookInfo": "Webhook do bot consultado",
  "telegram getMe": "Token do bot conferido",
  "pushinpay cashIn": "PIX criado na PushinPay",
  "syncpay cash-in": "PIX criado na SyncPay",
  "syncpay auth-token": "Acesso à SyncPay renovado",
  "meta events": "Conversões enviadas à Meta",
  "utmify orders": "Venda enviada à UTMify",
};

const state = { keys: new Set(), read: false, callsSince: 0, panelAfter: "", filter: "tudo", unseen: 0 };

function callTitle(call) {
  const gateway = GATEWAYS[call.service];
  if (call.direction === "out") {
    return gateway
      ? `${gateway} avisou o vendedor`
      : { telegram: "Telegram avisou o bot", landing: "Clique no anúncio" }[call.service];
  }
  if (gateway && call.method === "GET") {
    return `PIX consultado na ${gateway}`;
  }
  const last = call.path.split("/").pop();
  return SAID[`${call.service} ${last}`] || `${call.service}: ${last}`;
}

function callEntry(call) {
  const good = call.status >= 200 && call.status < 400;
  return {
    key: `call ${call.id}`,
    at: call.at,
    dot: call.service,
    group: GATEWAYS[call.service] ? "pix" : call.service,
    title: callTitle(call),
    about: good ? `${call.method} ${call.path}` : call.verdict,
    chip: [call.status ? String(call.status) : "sem resposta", good ? "good" : "bad"],
    detail: [
      [`${call.verdict}, em ${call.tookMs} ms`, ""],
      ["Pedido", pretty(call.request)],
      ["Resposta", pretty(call.response)],
    ],
  };
}

function panelEntry(item) {
  return {
    key: `panel ${item.at} ${item.kind} ${item.title} ${JSON.stringify(item.detail || {})}`,
    at: item.at,
    dot: "elysia",
    group: "elysia",
    title: item.title,
    about: item.kind,
    chip: null,
    detail: [["Detalhe", JSON.stringify(item.detail || {}, null, 2)]],
  };
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), (_, value) =>
      typeof value === "string" && value.length > 400 ? `${value.slice(0, 120)}… (${value.length} caracteres)` : value, 2);
  } catch {
    return text.length > 2000 ? `${text.slice(0, 400)}… (${text.length} caracteres)` : text;
  }
}

function entryElement(entry) {
  const summary = element("summary", "",
    element("span", `dot ${entry.dot}`),
    element("span", "what", entry.title),
    element("span", "when", clock(entry.at, true)),
    element("span", "about", entry.about));
  if (entry.chip) {
    summary.append(element("span", `chip ${entry.chip[1]}`, entry.chip[0]));
  }
  const details = element("details", "", summary);
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) {
      details.append(detailElement(entry));
    }
  });
  const item = element("li", "", details);
  item.dataset.group = entry.group;
  item.dataset.at = entry.at;
  return item;
}

function detailElement(entry) {
  const parts = entry.detail.filter(([, text], index) => index === 0 || text);
  return element("div", "detail", ...parts.flatMap(([title, text]) =>
    text ? [element("h3", "", title), scrollable(text)] : [element("h3", "", title)]));
}

function scrollable(text) {
  const pre = element("pre", "", text);
  pre.tabIndex = 0;
  return pre;
}

// New entries go to their place by time; those on the page stay as they are, open or closed.
function addEntries(entries) {
  const fresh = entries.filter((entry) => !state.keys.has(entry.key)).slice(-MAX_TRAIL);
  const list = $("trail-list");
  for (const entry of fresh) {
    state.keys.add(entry.key);
    const time = Date.parse(entry.at);
    const older = [...list.children].find((other) => Date.parse(other.dataset.at) <= time);
    list.insertBefore(entryElement(entry), older || null);
  }
  while (list.childElementCount > MAX_TRAIL) {
    list.lastElementChild.remove();
  }
  for (const key of state.keys) { // oldest first
    if (state.keys.size <= MAX_KEYS) {
      break;
    }
    state.keys.delete(key);
  }
  if (fresh.length > 0) {
    applyFilter();
    if (state.read && document.body.dataset.tab !== "trilha") {
      state.unseen += fresh.length;
    }
    showUnseen();
  }
}

function applyFilter() {
  let shown = 0;
  for (const item of $("trail-list").children) {
    item.hidden = state.filter !== "tudo" && item.dataset.group !== state.filter;
    shown += item.hidden ? 0 : 1;
  }
  $("trail-empty").hidden = shown > 0;
}

function showUnseen() {
  $("trail-count").hidden = state.unseen === 0;
  $("trail-count").textContent = state.unseen > 99 ? "99+" : String(state.unseen);
}

export function trailSeen() {
  state.unseen = 0;
  showUnseen();
}

export async function pollTrail() {
  const calls = await api(`/api/calls?since=${state.callsSince}`);
  state.callsSince = calls.next;
  const panel = await api(`/api/trail?after=${encodeURIComponent(state.panelAfter)}`);
  if (panel.items) {
    state.panelAfter = panel.next;
  }
  $("panel-state").textContent = panel.items
    ? "Chamadas lá fora e mudanças na Elysia"
    : `Só as chamadas lá fora: painel fora do ar (${panel.away})`;
  addEntries([...calls.items.map(callEntry), ...(panel.items || []).map(panelEntry)]);
  state.read = true;
}

export function listenTrail() {
  const filters = $("filters");
  filters.append(...FILTERS.map(([group, label]) => button("", label, (event) => {
    state.filter = group;
    pressOnly(filters.children, event.currentTarget);
    applyFilter();
  })));
  pressOnly(filters.children, filters.firstElementChild);
  $("clear-trail").addEventListener("click", () => {
    $("trail-list").replaceChildren();
    applyFilter();
  });
}
