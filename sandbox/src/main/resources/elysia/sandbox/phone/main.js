// The page of the sandbox: a buyer's phone, the buyer's bank, what can go wrong outside, and the
// trail of what happens behind them. Everything comes from this server.

import { $, api, attempt, repeat } from "/phone/page.js";
import { listenAd } from "/phone/ad.js";
import { listenBank, pollCharge } from "/phone/bank.js";
import { buyer, listenChat, pollChat, setBuyer } from "/phone/chat.js";
import { listenFaults, pollFaults } from "/phone/faults.js";
import { listenViewer } from "/phone/media.js";
import { listenTrail, pollTrail, trailSeen } from "/phone/trail.js";

const CHAT_EVERY_MS = 600;
const TRAIL_EVERY_MS = 1200;
const NAMES = ["Ana", "Bruno", "Carla", "Diego", "Elisa", "Felipe", "Gabi", "Heitor"];

function remembered() {
  try {
    return JSON.parse(localStorage.getItem("elysia.buyer"));
  } catch {
    return null;
  }
}

async function become(wanted) {
  const person = await api("/api/phone/people", wanted);
  localStorage.setItem("elysia.buyer", JSON.stringify(person));
  $("buyer-name").textContent = person.firstName;
  $("buyer-initial").textContent = person.firstName[0];
  setBuyer(person);
}

function nextName() {
  const now = NAMES.indexOf(buyer() ? buyer().firstName : "");
  return NAMES[(now + 1) % NAMES.length];
}

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
    trailSeen();
  }
  if (tab === "conversa") {
    $("messages").scrollTop = $("messages").scrollHeight;
  }
}

function listen() {
  listenAd(() => openTab("conversa"));
  listenChat();
  listenViewer();
  listenBank();
  listenFaults();
  listenTrail();
  $("new-buyer").addEventListener("click", () => attempt(() => become({ firstName: nextName() })));
  for (const button of document.querySelectorAll(".tabs button")) {
    button.addEventListener("click", () => openTab(button.dataset.tab));
  }
}

async function begin() {
  listen();
  const first = () => become(remembered() || { firstName: NAMES[0] });
  await attempt(first);
  repeat(CHAT_EVERY_MS, async () => {
    if (!buyer()) {
      await first();
    }
    await pollChat();
  });
  repeat(TRAIL_EVERY_MS, async () => {
    await pollTrail();
    await pollCharge();
    await pollFaults();
  });
}

begin();
