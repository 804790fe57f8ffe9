// What every part of the page uses. Whatever came from outside is put in as text, never as HTML.

export const $ = (id) => document.getElementById(id);

export async function api(path, body, method = "POST") {
  const options = body === undefined
    ? {}
    : { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
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
export async function attempt(action) {
  try {
    await action();
    showProblem("");
  } catch (error) {
    showProblem(error instanceof TypeError ? "O sandbox não respondeu. Ele está ligado?" : error.message);
  }
}

// Repeats for ever, one run at a time, at rest while nobody looks.
export async function repeat(everyMs, work) {
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

export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.append(...children);
  return made;
}

export function button(className, label, action) {
  const made = element("button", className, label);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

// Puts the nodes in order and leaves those alone that are in place: a focused button keeps its focus.
export function arrange(list, nodes) {
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) {
      list.insertBefore(node, list.children[index] || null);
    }
  });
  while (list.childElementCount > nodes.length) {
    list.lastElementChild.remove();
  }
}

// One of several buttons is pressed in.
export function pressOnly(buttons, chosen) {
  for (const one of buttons) {
    one.setAttribute("aria-pressed", String(one === chosen));
  }
}

export function clock(at, withSeconds) {
  return new Date(at).toLocaleTimeString("pt-BR", {
    hour: "2-digit",
    minute: "2-digit",
    ...(withSeconds ? { second: "2-digit" } : {}),
  });
}

let toastTimer = 0;
export function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => $("toast").classList.remove("shown"), 2600);
}
