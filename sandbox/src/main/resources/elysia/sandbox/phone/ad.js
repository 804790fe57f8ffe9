// The ad that brings the buyer: one for each bot of the demonstration, and so for each gateway.

import { $, api, attempt, button, pressOnly } from "/phone/page.js";
import { openChat, pollChat, say } from "/phone/chat.js";

const ADS = [["PushinPay", "demo"], ["SyncPay", "demo-syncpay"]];

let link = ADS[0][1];

async function click() {
  const landing = await api("/api/ad/click", { link });
  if (landing.problem) {
    throw new Error(landing.problem);
  }
  const bots = (await api("/api/phone/bots")).items;
  if (!bots.some((bot) => bot.username === landing.bot)) {
    throw new Error(`O anúncio levou a @${landing.bot}, mas esse bot ainda não se ligou ao sandbox.`);
  }
  await pollChat(); // knows the bot's name from here on
  openChat(landing.bot);
  await say(landing.payload ? `/start ${landing.payload}` : "/start");
}

// `opened` is called when the click has led to a chat.
export function listenAd(opened) {
  const choice = $("ad-choice");
  choice.append(...ADS.map(([gateway, its]) => button("", gateway, (event) => {
    link = its;
    pressOnly(choice.children, event.currentTarget);
  })));
  pressOnly(choice.children, choice.firstElementChild);
  $("click-ad").addEventListener("click", (event) => attempt(async () => {
    event.target.disabled = true;
    try {
      await click();
      opened();
    } finally {
      event.target.disabled = false;
    }
  }));
}
