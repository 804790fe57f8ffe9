// How a message looks: its media, its formatted text and its buttons.

import { clock, element } from "/phone/page.js";
import { copy } from "/phone/bank.js";
import { mediaElement } from "/phone/media.js";

const ADDRESS = /\b(?:https?:\/\/|www\.|t\.me\/)[^\s<>"]*[^\s<>".,;:!?…'()[\]{}]/gi;
const NEVER_LINKED = new Set(["code", "pre", "text_link"]);

// One message, or the messages of an album as one. `press` is called with a message and a button's data.
export function messageElement(messages, press, loaded) {
  const first = messages[0];
  const bubble = element("div", "bubble");
  const media = mediaElement(messages, loaded);
  const spoken = speaking(messages);
  const text = spoken && (spoken.text ?? spoken.caption);
  if (media) {
    bubble.classList.add("with-media");
    media.classList.toggle("only", !text);
    bubble.append(media);
  }
  if (text) {
    const entities = spoken.entities || spoken.caption_entities || [];
    bubble.append(element("div", "text", ...formatted(asShown(spoken, text), entities)));
  }
  const edited = messages.some((message) => message.edit_date) ? " · editada" : "";
  bubble.append(element("time", "", clock(first.date * 1000) + edited));
  const whole = element("div", first.from.is_bot ? "message" : "message mine", bubble);
  if (first.reply_markup) {
    whole.append(keyboardElement(first, press));
  }
  return whole;
}

// As in Telegram: under an album stands a caption only where it is the only one.
function speaking(messages) {
  const speaking = messages.filter((message) => message.text || message.caption);
  return speaking.length === 1 ? speaking[0] : null;
}

// Telegram hides what a link has put behind the buyer's /start.
function asShown(message, text) {
  return message.from.is_bot ? text : text.replace(/^(\/start) .*/, "$1");
}

// Cuts the text where an entity begins or ends, and wraps each piece in the entities that cover it.
function formatted(text, given) {
  const entities = withAddresses(text, given);
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

// Telegram finds the addresses in a text by itself.
function withAddresses(text, entities) {
  const taken = entities.filter((entity) => NEVER_LINKED.has(entity.type));
  const found = [...text.matchAll(ADDRESS)]
    .map((match) => ({ type: "text_link", offset: match.index, length: match[0].length, url: absolute(match[0]) }))
    .filter((link) => !taken.some((other) =>
      other.offset < link.offset + link.length && link.offset < other.offset + other.length));
  return [...entities, ...found];
}

function absolute(address) {
  return /^https?:/i.test(address) ? address : `https://${address}`;
}

function wrapped(node, entity) {
  switch (entity.type) {
    case "bold": return element("strong", "", node);
    case "italic": return element("em", "", node);
    case "underline": return element("u", "", node);
    case "strikethrough": return element("s", "", node);
    case "blockquote":
    case "expandable_blockquote": return element("blockquote", "", node);
    case "pre": return element("pre", "", node);
    case "code": return copyable(node);
    case "spoiler": {
      const spoiler = element("span", "spoiler", node);
      spoiler.tabIndex = 0;
      return spoiler;
    }
    case "text_link": return outside(element("a", "", node), entity.url);
    default: return element("span", "", node);
  }
}

function outside(link, url) {
  link.href = /^(https?|tg):/i.test(url) ? url : "#";
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
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

function keyboardElement(message, press) {
  const rows = message.reply_markup.inline_keyboard.map((row) =>
    element("div", "", ...row.map((one) => keyElement(message, one, press))));
  return element("div", "keys", ...rows);
}

function keyElement(message, one, press) {
  if (one.url) {
    return outside(element("a", "", element("span", "", one.text, element("span", "mark-out", " ↗"))), one.url);
  }
  const key = element("button", one.copy_text ? "copies" : "", one.text);
  key.type = "button";
  key.addEventListener("click", () => {
    if (one.copy_text) {
      copy(one.copy_text.text);
    } else {
      key.classList.add("busy");
      press(message, one.callback_data);
    }
  });
  return key;
}
