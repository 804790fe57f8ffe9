// Writes the JSON Schemas of the Bot API that the sandbox checks calls and updates with: see README.md.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

const METHODS = [
  "getMe", "setWebhook", "getWebhookInfo", "deleteWebhook",
  "sendMessage", "sendPhoto", "sendVideo", "sendAnimation", "sendAudio", "sendVoice", "sendVideoNote",
  "sendDocument", "sendMediaGroup", "sendChatAction", "answerCallbackQuery", "editMessageText",
  "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup", "deleteMessage", "deleteMessages", "getFile",
];

// What the sandbox's phones do not show. A property or a variant of one of these types is left out.
const ABSENT = new Set([
  "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply", "InputMediaLivePhoto", "InputRichMessage", "RichMessage",
].map((name) => `#/definitions/Telegram${name}`));

// Files are strings: a multipart part is seen as attach://name.
const FILE = "#/definitions/TelegramInputFile";

// The types know only `number`; everything but these is an integer.
const FRACTIONS = new Set(["latitude", "longitude", "horizontal_accuracy", "x_shift", "y_shift", "scale"]);

const LIMIT = /(\d+)-(\d+) (characters|bytes|items|identifiers)(?! after entit)/;
const path = (name) => fileURLToPath(new URL(name, import.meta.url));

function schemaOf(file, type) {
  return createGenerator({
    path: path(`node_modules/@gramio/types/out/${file}`),
    tsconfig: path("tsconfig.json"),
    type,
    skipTypeCheck: true,
  }).createSchema(type).definitions;
}

const nameOf = (ref) => ref.split("/").at(-1);
const isLeftOut = (node) => ABSENT.has(node?.$ref) || node?.$ref === FILE || isWrapper(node);
const isWrapper = (node) => ["toJSON", "toString"].includes(Object.keys(node?.properties ?? {}).join());

// Leaves out what is absent and JavaScript's wrapper types, and turns the limits of the descriptions into keywords.
function clean(node, name) {
  if (Array.isArray(node)) return node.map((item) => clean(item, name));
  if (node === null || typeof node !== "object") return node;
  if (node.$ref === FILE) return { type: "string" };
  const { description, anyOf, ...rest } = node;
  const entries = Object.entries(rest).filter(([, value]) => !ABSENT.has(value?.$ref));
  let out = Object.fromEntries(entries.map(([key, value]) => [key, clean(value, key)]));
  const variants = anyOf?.filter((variant) => !isLeftOut(variant)).map((variant) => clean(variant, name));
  if (variants?.length === 1) out = { ...variants[0], ...out };
  else if (variants) out.anyOf = variants;
  if (out.type && !FRACTIONS.has(name)) out.type = integers(out.type);
  const limit = typeof description === "string" && LIMIT.exec(description);
  return limit ? { ...out, ...keywords(out.type, limit) } : out;
}

function integers(type) {
  return Array.isArray(type) ? type.map(integers) : type === "number" ? "integer" : type;
}

function keywords(type, [, min, max, unit]) {
  if (type === "array") return { minItems: Number(min), maxItems: Number(max) };
  if (type !== "string") return {};
  return { minLength: Number(min), ...(unit === "bytes" ? {} : { maxLength: Number(max) }) }; // Keyboard.java counts bytes
}

// The named definitions and all that they refer to.
function reachable(all, roots) {
  const kept = {};
  const visit = (node) => {
    if (node === null || typeof node !== "object") return;
    if (typeof node.$ref === "string") keep(nameOf(node.$ref));
    Object.values(node).forEach(visit);
  };
  const keep = (name) => {
    if (kept[name]) return;
    kept[name] = all[name];
    visit(all[name]);
  };
  roots.forEach(keep);
  return Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function write(target, definitions) {
  const lines = Object.entries(definitions).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  writeFileSync(path(`../src/${target}`), `{"definitions":{\n${lines.join(",\n")}\n}}\n`);
}

const params = clean(schemaOf("params.d.ts", "*"));
const paramsOf = (method) => `${method[0].toUpperCase()}${method.slice(1)}Params`;
for (const method of METHODS) params[paramsOf(method)] ??= { type: "object", additionalProperties: false };
write("main/resources/elysia/sandbox/telegram/bot-api.json", reachable(params, METHODS.map(paramsOf)));
write("test/resources/elysia/sandbox/telegram/updates.json",
  reachable(clean(schemaOf("objects.d.ts", "TelegramUpdate")), ["TelegramUpdate", "TelegramMessage"]));
