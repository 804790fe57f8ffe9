// The buyer's Telegram: the list of chats, and the conversation with the bot that is open.

import { $, api, arrange, attempt, button, clock, element, toast } from "/phone/page.js";
import { forgetCode, offerCode } from "/phone/bank.js";
import { mediaName } from "/phone/media.js";
import { messageElement } from "/phone/message.js";

const MAX_CHATS = 30;

const state = {
  buyer: null, // {id, firstName}
  bots: [],
  bot: null, // the username of the open chat, null while the list is shown
  rows: new Map(), // username -> {version, node}
  version: -1,
  blocked: false,
  shown: new Map(), // first message_id -> {json, node}
  seenToasts: new Set(),
};

export function buyer() {
  return state.buyer;
}

export function setBuyer(person) {
  state.buyer = person;
  state.rows.clear();
  forgetConversation();
}

function chatPath(bot = state.bot) {
  return `/api/phone/chats/${encodeURIComponent(bot)}/${state.buyer.id}`;
}

export async function pollChat() {
  showBots((await api("/api/phone/bots")).items);
  if (!state.bot) {
    await showList();
    return;
  }
  const bot = state.bot;
  const chat = await api(`${chatPath()}?version=${state.version}`);
  if (bot === state.bot) {
    showChat(chat);
  }
}

export async function say(text) {
  await api(`${chatPath()}/messages`, { text });
}

// ---------------------------------------------------------------- the list

function showBots(bots) {
  state.bots = [...bots].sort((a, b) => b.hasWebhook - a.hasWebhook || a.id - b.id).slice(0, MAX_CHATS);
  $("back").hidden = bots.length < 2;
  if (state.bot && !bots.some((bot) => bot.username === state.bot)) {
    openChat(null);
  }
  if (!state.bot && bots.length === 1) {
    openChat(bots[0].username);
  }
}

// Opens the chat with a bot, or the list.
export function openChat(bot) {
  if (bot === state.bot) {
    return;
  }
  state.bot = bot;
  forgetConversation();
  $("conversa").dataset.screen = bot ? "chat" : "list";
  const view = state.bots.find((one) => one.username === bot);
  $("bot-name").textContent = view ? view.name : "";
  $("bot-initial").textContent = view ? view.name[0] : "";
  $("bot-initial").className = `avatar bot ${tint(view)}`;
  $("bot-state").textContent = bot ? `@${bot}` : "";
}

// Telegram paints a chat without a picture by its id.
function tint(bot) {
  return bot ? `tint-${bot.id % 4}` : "";
}

async function showList() {
  const before = state.rows;
  state.rows = new Map();
  for (const bot of state.bots) {
    const known = before.get(bot.username);
    const chat = await api(`${chatPath(bot.username)}?version=${known ? known.version : -1}`);
    const node = chat.messages ? rowElement(bot, chat.messages) : known.node;
    state.rows.set(bot.username, { version: chat.version, node });
  }
  $("no-chats").hidden = state.bots.length > 0;
  arrange($("chat-list"), [...state.rows.values()].map((row) => row.node));
}

function rowElement(bot, messages) {
  const last = messages[messages.length - 1];
  const row = button("chat-row", "", () => attempt(async () => {
    openChat(bot.username);
    await pollChat();
    ($("start").checkVisibility() ? $("start") : $("text")).focus({ preventScroll: true });
  }));
  const avatar = element("span", `avatar bot ${tint(bot)}`, bot.name[0]);
  avatar.setAttribute("aria-hidden", "true");
  row.replaceChildren(
    avatar,
    element("span", "chat-row-name", bot.name),
    element("span", "when", last ? clock(last.date * 1000) : ""),
    element("span", "chat-row-last", last ? lastWords(last) : `@${bot.username}`));
  return element("li", "", row);
}

function lastWords(message) {
  const said = message.text || message.caption || mediaName(message);
  return message.from.is_bot ? said : `Você: ${said.replace(/^\/start .*/, "/start")}`;
}

// ---------------------------------------------------------------- the conversation

function forgetConversation() {
  state.version = -1;
  state.seenToasts.clear();
  state.shown.clear();
  $("messages").replaceChildren();
  forgetCode();
}

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
  showMessages(chat.messages, first);
  showToasts(chat.toasts, first);
  offerCode(chat.messages);
}

function showMessages(messages, first) {
  const list = $("messages");
  if (messages.length === 0) {
    list.replaceChildren(element("div", "welcome",
      element("strong", "", "Conversa nova"),
      element("p", "", "Clique no anúncio, ou comece direto por aqui.")));
    return;
  }
  const atEnd = isNearEnd();
  const before = state.shown;
  state.shown = new Map(units(messages).map((unit) => {
    const id = unit[0].message_id;
    const json = JSON.stringify(unit);
    const known = before.get(id);
    const node = known && known.json === json ? known.node : messageElement(unit, press, keepEnd);
    return [id, { json, node }];
  }));
  arrange(list, [...state.shown.values()].map((one) => one.node));
  if (first || atEnd || messages[messages.length - 1].from.is_bot === false) {
    list.scrollTop = list.scrollHeight;
  }
}

// The messages one by one, those of an album together.
function units(messages) {
  const found = [];
  for (const message of messages) {
    const last = found[found.length - 1];
    if (message.media_group_id && last && last[0].media_group_id === message.media_group_id) {
      last.push(message);
    } else {
      found.push([message]);
    }
  }
  return found;
}

function isNearEnd() {
  const list = $("messages");
  return list.scrollHeight - list.scrollTop - list.clientHeight < 120;
}

// Media that have just got their size push the end out of sight.
function keepEnd() {
  const list = $("messages");
  if (list.scrollHeight - list.scrollTop - list.clientHeight < 480) {
    list.scrollTop = list.scrollHeight;
  }
}

function press(message, data) {
  attempt(() => api(`${chatPath()}/press`, { messageId: message.message_id, data }));
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

export function listenChat() {
  $("back").addEventListener("click", () => attempt(async () => {
    openChat(null);
    await pollChat();
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
}
