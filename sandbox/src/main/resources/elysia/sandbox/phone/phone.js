// The page of the sandbox: a buyer's phone, the buyer's bank, and the trail of what happens behind
// them. Everything comes from this server; whatever came from outside is put in as text, never as HTML.
"use strict";

const AD_LINK = "demo";
const DEMO_BOT = "demo_vip_bot";
const CHAT_EVERY_MS = 600;
const TRAIL_EVERY_MS = 1200;
const MAX_TRAIL = 300;
const MAX_KEYS = 5000;

const $ = (id) => document.getElementById(id);

const state = {
  buyer: null, // {id, firstName}
  bots: [],
  bot: null, // username
  version: -1,
  blocked: false,
  shown: new Map(), // message_id -> {json, node}
  seenToasts: new Set(),
  code: "",
  charge: null,
  trailKeys: new Set(),
  trailRead: false,
  callsSince: 0,
  panelAfter: "",
  filter: "tudo",
  unseen: 0,
};

// ---------------------------------------------------------------- talking to the server

async function api(path, body) {
  const options = body === undefined
    ? {}
    : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.error || `O sandbox respondeu ${response.status}.`);
  }
  return answer;
}

function showProblem(text) {
  $("problem").textContent = text;
  $("problem").hidden = !text;
}

// Runs an action of the user: what fails is shown, and goes away with the next success.
async function attempt(action) {
  try {
    await action();
    showProblem("");
  } catch (error) {
    showProblem(error instanceof TypeError ? "O sandbox não respondeu. Ele está ligado?" : error.message);
  }
}

// Repeats for ever, one run at a time, at rest while nobody looks.
async function repeat(everyMs, work) {
  let away = false;
  for (;;) {
    if (!document.hidden) {
      try {
        await work();
        if (away) {
          away = false;
          showProblem("");
        }
      } catch (error) {
        away = true;
        showProblem(error instanceof TypeError ? "O sandbox não respondeu. Tentando de novo…" : error.message);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, away ? 3000 : everyMs));
  }
}

// ---------------------------------------------------------------- small things

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.append(...children);
  return made;
}

function clock(at, withSeconds) {
  return new Date(at).toLocaleTimeString("pt-BR", {
    hour: "2-digit",
    minute: "2-digit",
    ...(withSeconds ? { second: "2-digit" } : {}),
  });
}

let toastTimer = 0;
function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => $("toast").classList.remove("shown"), 2600);
}

function isPixCode(text) {
  return /^000201/.test(text) && /br\.gov\.bcb\.pix/i.test(text);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // without permission the bank below still gets the code
  }
  if (isPixCode(text)) {
    $("code").value = text;
    attempt(() => readCode(text));
    toast("Código PIX copiado. Ele já está no banco.");
  } else {
    toast("Copiado");
  }
}

// ---------------------------------------------------------------- the buyer

function remembered() {
  try {
    return JSON.parse(localStorage.getItem("elysia.buyer"));
  } catch {
    return null;
  }
}

async function becomeBuyer(buyer) {
  state.buyer = await api("/api/phone/people", buyer);
  localStorage.setItem("elysia.buyer", JSON.stringify(state.buyer));
  $("buyer-name").textContent = state.buyer.firstName;
  $("buyer-initial").textContent = state.buyer.firstName[0];
  resetChat();
}

function nextName() {
  const names = ["Ana", "Bruno", "Carla", "Diego", "Elisa", "Felipe", "Gabi", "Heitor"];
  const now = names.indexOf(state.buyer ? state.buyer.firstName : "");
  return names[(now + 1) % names.length];
}

function resetChat() {
  state.version = -1;
  state.seenToasts.clear();
  state.shown.clear();
  state.code = "";
  state.charge = null;
  $("code").value = "";
  showCharge();
}

// ---------------------------------------------------------------- bots

function showBots(bots) {
  state.bots = bots;
  const wanted = state.bot && bots.some((bot) => bot.username === state.bot)
    ? state.bot
    : (bots.find((bot) => bot.username === DEMO_BOT) || bots.find((bot) => bot.hasWebhook) || bots[0] || {}).username;
  const choice = $("bot-choice");
  choice.hidden = bots.length < 2;
  if (choice.options.length !== bots.length) {
    choice.replaceChildren(...bots.map((bot) => new Option(bot.name, bot.username)));
  }
  choice.value = wanted || "";
  if (wanted !== state.bot) {
    state.bot = wanted || null;
    resetChat();
  }
  const bot = bots.find((one) => one.username === state.bot);
  $("bot-name").textContent = bot ? bot.name : "Nenhum bot ainda";
  $("bot-initial").textContent = bot ? bot.name[0] : "?";
  $("start").disabled = !bot;
  if (!bot) {
    $("bot-state").textContent = "esperando um bot se ligar";
    showMessages([]);
  }
}

function chatPath() {
  return `/api/phone/chats/${encodeURIComponent(state.bot)}/${state.buyer.id}`;
}

// ---------------------------------------------------------------- the conversation

function showChat(chat) {
  const bot = state.bots.find((one) => one.username === state.bot);
  $("bot-state").textContent = chat.typing
    ? "digitando…"
    : bot && bot.hasWebhook ? `@${state.bot}` : `@${state.bot} · sem webhook`;
  if (chat.version === state.version) {
    return;
  }
  const first = state.version === -1;
  state.version = chat.version;
  state.blocked = chat.blocked;
  document.querySelectorAll(".keys .busy").forEach((key) => key.classList.remove("busy"));
  $("block").hidden = chat.messages.length === 0;
  $("block").textContent = chat.blocked ? "Desbloquear" : "Bloquear";
  $("composer").classList.toggle("fresh", chat.messages.length === 0);
  $("text").disabled = $("send").disabled = chat.blocked;
  $("text").placeholder = chat.blocked ? "Você bloqueou este bot" : "Mensagem";
  showMessages(chat.messages);
  showToasts(chat.toasts, first);
  offerCode(chat.messages);
}

function showMessages(messages) {
  const list = $("messages");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  if (messages.length === 0) {
    list.replaceChildren(element("div", "welcome",
      element("strong", "", state.bot ? "Conversa nova" : "Nenhum bot ligado"),
      element("p", "", state.bot
        ? "Clique no anúncio, ou comece direto por aqui."
        : "Quando um bot chamar setWebhook, ele aparece aqui.")));
    return;
  }
  const before = state.shown;
  state.shown = new Map(messages.map((message) => {
    const json = JSON.stringify(message);
    const known = before.get(message.message_id);
    const node = known && known.json === json ? known.node : messageElement(message);
    return [message.message_id, { json, node }];
  }));
  arrange(list, [...state.shown.values()].map((one) => one.node));
  if (atEnd || messages[messages.length - 1].from.is_bot === false) {
    list.scrollTop = list.scrollHeight;
  }
}

// Puts the nodes in order and leaves those alone that are in place: a focused button keeps its focus.
function arrange(list, nodes) {
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) {
      list.insertBefore(node, list.children[index] || null);
    }
  });
  while (list.childElementCount > nodes.length) {
    list.lastElementChild.remove();
  }
}

function messageElement(message) {
  const bubble = element("div", "bubble");
  const media = mediaElement(message);
  const text = message.text ?? message.caption;
  if (media) {
    media.classList.toggle("only", !text);
    bubble.append(media);
  }
  if (text) {
    bubble.append(...formatted(text, message.entities || message.caption_entities || []));
  }
  bubble.append(element("time", "", clock(message.date * 1000) + (message.edit_date ? " · editada" : "")));
  const whole = element("div", message.from.is_bot ? "message" : "message mine", bubble);
  if (message.reply_markup) {
    whole.append(keyboardElement(message));
  }
  return whole;
}

function mediaElement(message) {
  const photo = message.photo && message.photo[message.photo.length - 1];
  const file = photo || message.video || message.document;
  if (!file) {
    return null;
  }
  const source = `/api/phone/media/${file.file_id}`;
  if (photo && file.file_size) {
    const image = element("img", "media");
    image.alt = message.caption ? "Foto" : "Foto sem legenda";
    image.src = source;
    image.addEventListener("load", keepEnd, { once: true });
    return image;
  }
  if (message.video && file.file_size) {
    const video = element("video", "media");
    video.src = source;
    video.controls = true;
    video.preload = "metadata";
    return video;
  }
  const kind = photo ? "Foto" : message.video ? "Vídeo" : "Arquivo";
  return element("div", "media absent", file.file_name ? `${kind}: ${file.file_name}` : `${kind} (sem conteúdo neste sandbox)`);
}

function keepEnd() {
  const list = $("messages");
  if (list.scrollHeight - list.scrollTop - list.clientHeight < 420) {
    list.scrollTop = list.scrollHeight;
  }
}

// Cuts the text where an entity begins or ends, and wraps each piece in the entities that cover it.
function formatted(text, entities) {
  const cuts = new Set([0, text.length]);
  for (const entity of entities) {
    cuts.add(entity.offset).add(entity.offset + entity.length);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const covering = entities.filter((e) => e.offset <= edges[i] && e.offset + e.length >= edges[i + 1]);
    let node = document.createTextNode(text.slice(edges[i], edges[i + 1]));
    for (const entity of covering.reverse()) {
      node = wrapped(node, entity);
    }
    pieces.push(node);
  }
  return pieces;
}

function wrapped(node, entity) {
  switch (entity.type) {
    case "bold": return element("strong", "", node);
    case "italic": return element("em", "", node);
    case "underline": return element("u", "", node);
    case "strikethrough": return element("s", "", node);
    case "blockquote": return element("blockquote", "", node);
    case "pre": return element("pre", "", node);
    case "code": return copyable(node);
    case "spoiler": {
      const spoiler = element("span", "spoiler", node);
      spoiler.tabIndex = 0;
      return spoiler;
    }
    case "text_link": {
      const link = element("a", "", node);
      link.href = /^(https?|tg):/.test(entity.url) ? entity.url : "#";
      link.rel = "noopener noreferrer";
      link.target = "_blank";
      return link;
    }
    default: return element("span", "", node);
  }
}

// As in Telegram, a touch on monospaced text copies it.
function copyable(node) {
  const code = element("code", "", node);
  code.setAttribute("role", "button");
  code.title = "Copiar";
  code.tabIndex = 0;
  const take = () => copy(code.textContent);
  code.addEventListener("click", take);
  code.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      take();
    }
  });
  return code;
}

function keyboardElement(message) {
  const rows = message.reply_markup.inline_keyboard.map((row) =>
    element("div", "", ...row.map((button) => keyElement(message, button))));
  return element("div", "keys", ...rows);
}

function keyElement(message, button) {
  if (button.url) {
    const link = element("a", "", `${button.text} ↗`);
    link.href = /^(https?|tg):/.test(button.url) ? button.url : "#";
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }
  const key = element("button", "", button.text);
  key.type = "button";
  if (button.copy_text) {
    key.addEventListener("click", () => copy(button.copy_text.text));
    return key;
  }
  key.addEventListener("click", () => attempt(async () => {
    key.classList.add("busy");
    await api(`${chatPath()}/press`, { messageId: message.message_id, data: button.callback_data });
  }));
  return key;
}

function showToasts(toasts, first) {
  for (const one of toasts) {
    if (state.seenToasts.has(one.callbackId)) {
      continue;
    }
    state.seenToasts.add(one.callbackId);
    if (first || !one.text) {
      continue; // an old one, or an answer that only stops the button's clock
    }
    if (one.alert) {
      $("alert-text").textContent = one.text;
      $("alert").showModal();
    } else {
      toast(one.text);
    }
  }
}

async function say(text) {
  await api(`${chatPath()}/messages`, { text });
}

async function pollChat() {
  showBots((await api("/api/phone/bots")).items);
  if (state.bot) {
    showChat(await api(`${chatPath()}?version=${state.version}`));
  }
}

// ---------------------------------------------------------------- the ad

async function clickAd() {
  const landing = await api("/api/ad/click", { link: AD_LINK });
  if (landing.problem) {
    throw new Error(landing.problem);
  }
  const bots = (await api("/api/phone/bots")).items;
  if (!bots.some((bot) => bot.username === landing.bot)) {
    throw new Error(`O anúncio levou a @${landing.bot}, mas esse bot ainda não se ligou ao sandbox.`);
  }
  if (state.bot !== landing.bot) {
    state.bot = landing.bot;
    resetChat();
  }
  showBots(bots);
  $("ad").classList.add("clicked");
  openTab("conversa");
  await say(landing.payload ? `/start ${landing.payload}` : "/start");
}

// ---------------------------------------------------------------- the bank

// The newest PIX code of the conversation goes to the bank by itself, unless something else is there.
function offerCode(messages) {
  for (const message of [...messages].reverse()) {
    const code = codeOf(message);
    if (code) {
      const typed = $("code").value.trim();
      if (code !== state.code && (typed === "" || typed === state.code)) {
        $("code").value = code;
        attempt(() => readCode(code));
      }
      return;
    }
  }
}

function codeOf(message) {
  const keys = ((message.reply_markup || {}).inline_keyboard || []).flat();
  const key = keys.find((one) => one.copy_text && isPixCode(one.copy_text.text));
  if (key) {
    return key.copy_text.text;
  }
  const text = message.text ?? message.caption ?? "";
  const marked = (message.entities || message.caption_entities || [])
    .filter((entity) => entity.type === "code" || entity.type === "pre")
    .map((entity) => text.slice(entity.offset, entity.offset + entity.length).trim());
  return marked.find(isPixCode) || "";
}

async function readCode(code) {
  state.code = code;
  state.charge = code ? await api(`/api/bank/code?code=${encodeURIComponent(code)}`) : null;
  showCharge();
}

const STATUS = {
  created: ["aguardando pagamento", "warn"],
  paid: ["pago", "good"],
  expired: ["vencido", "bad"],
  canceled: ["cancelado", "bad"],
};

const ALLOWED = {
  created: ["pay", "expire", "late", "twice", "silent", "wrong", "cancel"],
  expired: ["late"],
  paid: ["twice"],
  canceled: [],
};

function showCharge() {
  const charge = state.charge;
  const known = Boolean(charge && charge.valid);
  $("code-problem").hidden = !charge || charge.valid;
  $("code-problem").textContent = charge && !charge.valid ? "Este texto não é um código PIX válido." : "";
  $("receipt").hidden = $("bank-actions").hidden = !known;
  $("charge-status").hidden = !(known && charge.status);
  if (!known) {
    $("bank-note").textContent = "";
    return;
  }
  const source = `/api/qr?code=${encodeURIComponent(charge.code)}`;
  if ($("qr").getAttribute("src") !== source) {
    $("qr").src = source;
    $("bank-note").textContent = "";
  }
  $("amount").textContent = charge.amount || "sem valor";
  $("receiver").textContent = charge.receiver;
  $("expiry").textContent = expiryText(charge);
  const [word, tone] = STATUS[charge.status] || ["", ""];
  $("charge-status").textContent = word;
  $("charge-status").className = `chip ${tone}`;
  const allowed = ALLOWED[charge.status] || [];
  for (const button of document.querySelectorAll("[data-bank]")) {
    button.disabled = !allowed.includes(button.dataset.bank);
  }
  if (!charge.id) {
    $("bank-note").textContent = "Código válido, mas de uma cobrança que este sandbox não criou.";
  }
}

function expiryText(charge) {
  if (!charge.expiresAt) {
    return "não informada";
  }
  const left = Math.round((new Date(charge.expiresAt) - Date.now()) / 1000);
  return charge.status === "created" && left > 0
    ? `${Math.floor(left / 60)} min ${String(left % 60).padStart(2, "0")} s`
    : clock(charge.expiresAt, true);
}

async function bank(action) {
  const charge = state.charge.id;
  const wrongValue = Math.max(1, (state.charge.amountCents || 100) - 1);
  const steps = {
    pay: [["pay", {}]],
    expire: [["expire", {}]],
    late: state.charge.status === "created" ? [["expire", {}], ["pay", {}]] : [["pay", {}]],
    twice: [[state.charge.status === "paid" ? "resend" : "pay", { webhooks: 2 }]],
    silent: [["pay", { webhooks: 0 }]],
    wrong: [["pay", { webhookValue: wrongValue }]],
    cancel: [["cancel", {}]],
  }[action];
  for (const [step, options] of steps) {
    await api(`/api/bank/${step}`, { charge, ...options });
  }
  $("bank-note").textContent = {
    pay: "Pago. O gateway avisou o vendedor.",
    expire: "Vencido. O gateway não avisa ninguém.",
    late: "Pago depois de vencer. O dinheiro conta do mesmo jeito.",
    twice: "O mesmo aviso saiu duas vezes.",
    silent: "Pago, e o aviso se perdeu. Só a consulta descobre.",
    wrong: "Pago, com um aviso de valor errado.",
    cancel: "Cancelado. O gateway avisou o vendedor.",
  }[action];
  await readCode(state.code);
}

async function pollCharge() {
  if (state.charge && state.charge.id) {
    const code = state.code;
    const charge = await api(`/api/bank/code?code=${encodeURIComponent(code)}`);
    if (code === state.code) {
      state.charge = charge;
      showCharge();
    }
  }
}

// ---------------------------------------------------------------- the trail

const FILTERS = [
  ["tudo", "Tudo"], ["telegram", "Telegram"], ["pushinpay", "PIX"],
  ["meta", "Meta"], ["utmify", "UTMify"], ["elysia", "Elysia"],
];

const SAID = {
  "telegram sendMessage": "Mensagem enviada ao comprador",
  "telegram sendPhoto": "Foto enviada ao comprador",
  "telegram sendVideo": "Vídeo enviado ao comprador",
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
  "pushinpay cashIn": "PIX criado no gateway",
  "meta events": "Conversões enviadas à Meta",
  "utmify orders": "Venda enviada à UTMify",
};

function callTitle(call) {
  const last = call.path.split("/").pop();
  if (call.direction === "out") {
    return { telegram: "Telegram avisou o bot", pushinpay: "Gateway avisou o vendedor", landing: "Clique no anúncio" }[call.service];
  }
  if (call.service === "pushinpay" && call.method === "GET") {
    return "Situação do PIX consultada";
  }
  return SAID[`${call.service} ${last}`] || `${call.service}: ${last}`;
}

function callEntry(call) {
  const good = call.status >= 200 && call.status < 400;
  return {
    key: `call ${call.id}`,
    at: call.at,
    group: call.service,
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
    element("span", `dot ${entry.group}`),
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
  const fresh = entries.filter((entry) => !state.trailKeys.has(entry.key)).slice(-MAX_TRAIL);
  const list = $("trail-list");
  for (const entry of fresh) {
    state.trailKeys.add(entry.key);
    const item = entryElement(entry);
    const time = Date.parse(entry.at);
    const older = [...list.children].find((other) => Date.parse(other.dataset.at) <= time);
    list.insertBefore(item, older || null);
  }
  while (list.childElementCount > MAX_TRAIL) {
    list.lastElementChild.remove();
  }
  for (const key of state.trailKeys) { // oldest first
    if (state.trailKeys.size <= MAX_KEYS) {
      break;
    }
    state.trailKeys.delete(key);
  }
  if (fresh.length > 0) {
    applyFilter();
    if (state.trailRead && document.body.dataset.tab !== "trilha") {
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

async function pollTrail() {
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
  state.trailRead = true;
}

// ---------------------------------------------------------------- tabs and beginnings

function openTab(tab) {
  document.body.dataset.tab = tab;
  for (const button of document.querySelectorAll(".tabs button")) {
    if (button.dataset.tab === tab) {
      button.setAttribute("aria-current", "page");
    } else {
      button.removeAttribute("aria-current");
    }
  }
  if (tab === "trilha") {
    state.unseen = 0;
    showUnseen();
  }
  if (tab === "conversa") {
    $("messages").scrollTop = $("messages").scrollHeight;
  }
}

function listen() {
  $("click-ad").addEventListener("click", (event) => attempt(async () => {
    event.target.disabled = true;
    try {
      await clickAd();
    } finally {
      event.target.disabled = false;
    }
  }));
  $("start").addEventListener("click", () => attempt(() => say("/start")));
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = $("text").value.trim();
    if (text) {
      $("text").value = "";
      attempt(() => say(text));
    }
  });
  $("block").addEventListener("click", () => attempt(() =>
    api(`${chatPath()}/${state.blocked ? "unblock" : "block"}`, {})));
  $("bot-choice").addEventListener("change", (event) => {
    state.bot = event.target.value;
    resetChat();
  });
  $("new-buyer").addEventListener("click", () => attempt(() => becomeBuyer({ firstName: nextName() })));
  $("code").addEventListener("input", () => attempt(() => readCode($("code").value.trim())));
  $("code-form").addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-bank]")) {
    button.addEventListener("click", () => attempt(() => bank(button.dataset.bank)));
  }
  for (const button of document.querySelectorAll(".tabs button")) {
    button.addEventListener("click", () => openTab(button.dataset.tab));
  }
  $("clear-trail").addEventListener("click", () => {
    $("trail-list").replaceChildren();
    applyFilter();
  });
  $("filters").append(...FILTERS.map(([group, label]) => {
    const button = element("button", "", label);
    button.type = "button";
    button.setAttribute("aria-pressed", String(group === state.filter));
    button.addEventListener("click", () => {
      state.filter = group;
      for (const other of $("filters").children) {
        other.setAttribute("aria-pressed", String(other === button));
      }
      applyFilter();
    });
    return button;
  }));
}

async function begin() {
  listen();
  await attempt(() => becomeBuyer(remembered() || { firstName: "Ana" }));
  repeat(CHAT_EVERY_MS, async () => {
    if (!state.buyer) {
      await becomeBuyer(remembered() || { firstName: "Ana" });
    }
    await pollChat();
  });
  repeat(TRAIL_EVERY_MS, async () => {
    await pollTrail();
    await pollCharge();
  });
}

begin();
