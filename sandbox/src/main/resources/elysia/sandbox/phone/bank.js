// The buyer's bank: reads a PIX code, pays it, and plays what can happen to a charge.

import { $, api, attempt, clock, toast } from "/phone/page.js";

const GATEWAYS = { pushinpay: "PushinPay", syncpay: "SyncPay" };

const STATUS = {
  created: ["aguardando pagamento", "warn"],
  paid: ["pago", "good"],
  expired: ["vencido", "bad"],
  canceled: ["cancelado", "bad"],
  refunded: ["devolvido", "bad"],
  disputed: ["contestado", "bad"],
};

const ALLOWED = {
  created: ["pay", "expire", "late", "twice", "silent", "wrong", "cancel"],
  expired: ["late"],
  paid: ["twice", "refund", "dispute"],
  canceled: [],
  refunded: [],
  disputed: ["refund"],
};

const SAID = {
  pay: "Pago. O gateway avisou o vendedor.",
  expire: "Vencido. O gateway não avisa ninguém.",
  late: "Pago depois de vencer. O dinheiro conta do mesmo jeito.",
  twice: "O mesmo aviso saiu duas vezes.",
  silent: "Pago, e o aviso se perdeu. Só a consulta descobre.",
  wrong: "Pago, com um aviso de valor errado.",
  cancel: "Cancelado. O gateway avisou o vendedor.",
  refund: "Devolvido. O dinheiro voltou para o comprador.",
  dispute: "Contestado no banco do comprador (MED).",
};

const state = { code: "", charge: null };

function isPixCode(text) {
  return /^000201/.test(text) && /br\.gov\.bcb\.pix/i.test(text);
}

export async function copy(text) {
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

export function forgetCode() {
  state.code = "";
  state.charge = null;
  $("code").value = "";
  showCharge();
}

// The newest PIX code of the conversation goes to the bank by itself, unless something else is there.
export function offerCode(messages) {
  const code = messages.map(codeOf).filter(Boolean).pop();
  const typed = $("code").value.trim();
  if (code && code !== state.code && (typed === "" || typed === state.code)) {
    $("code").value = code;
    attempt(() => readCode(code));
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
  const charge = code ? await api(`/api/bank/code?code=${encodeURIComponent(code)}`) : null;
  if (code === state.code) {
    state.charge = charge;
    showCharge();
  }
}

export async function pollCharge() {
  if (state.charge && state.charge.id) {
    await readCode(state.code);
  }
}

function showCharge() {
  const charge = state.charge;
  const known = Boolean(charge && charge.valid);
  $("code-problem").hidden = !charge || charge.valid;
  $("code-problem").textContent = charge && !charge.valid ? "Este texto não é um código PIX válido." : "";
  $("receipt").hidden = $("bank-actions").hidden = !known;
  $("charge-status").hidden = !(known && charge.status);
  if (!known) {
    $("bank-note").textContent = charge ? "" : "Peça um PIX na conversa: o código chega aqui sozinho.";
    return;
  }
  const source = `/api/qr?code=${encodeURIComponent(charge.code)}`;
  if ($("qr").getAttribute("src") !== source) {
    $("qr").src = source;
    $("bank-note").textContent = "";
  }
  $("amount").textContent = charge.amount || "sem valor";
  $("receiver").textContent = charge.receiver;
  $("gateway").textContent = GATEWAYS[charge.gateway] || "outro";
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

async function act(action) {
  const charge = state.charge.id;
  const wrongValue = Math.max(1, (state.charge.amountCents || 100) - 1);
  const steps = {
    late: state.charge.status === "created" ? [["expire", {}], ["pay", {}]] : [["pay", {}]],
    twice: [[state.charge.status === "paid" ? "resend" : "pay", { webhooks: 2 }]],
    silent: [["pay", { webhooks: 0 }]],
    wrong: [["pay", { webhookValue: wrongValue }]],
  }[action] || [[action, {}]];
  for (const [step, options] of steps) {
    await api(`/api/bank/${step}`, { charge, ...options });
  }
  $("bank-note").textContent = SAID[action];
  await readCode(state.code);
}

export function listenBank() {
  $("code").addEventListener("input", () => attempt(() => readCode($("code").value.trim())));
  $("code-form").addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-bank]")) {
    button.addEventListener("click", () => attempt(() => act(button.dataset.bank)));
  }
}
