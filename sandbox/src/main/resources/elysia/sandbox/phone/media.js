// Photos, videos, files and albums of the conversation, and the viewer that shows them large.

import { $, button, element } from "/phone/page.js";

const KINDS = ["photo", "animation", "video", "video_note", "audio", "voice", "document"];
const SEEN = ["photo", "animation", "video", "video_note"];
const NAMES = {
  photo: "Foto",
  animation: "Animação",
  video: "Vídeo",
  video_note: "Vídeo redondo",
  audio: "Áudio",
  voice: "Mensagem de voz",
  document: "Arquivo",
};

// How many of an album stand side by side in each row, by its size; Telegram's own look.
const ALBUM_ROWS = {
  2: [2], 3: [1, 2], 4: [1, 3], 5: [2, 3], 6: [3, 3], 7: [2, 2, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [1, 3, 3, 3],
};
const ALBUM_COLUMNS = 6;

function mediaOf(message) {
  const kind = KINDS.find((one) => message[one]);
  if (!kind) {
    return null;
  }
  const file = Array.isArray(message[kind]) ? message[kind][message[kind].length - 1] : message[kind];
  return {
    kind,
    file,
    caption: message.caption || "",
    here: file.file_size > 0,
    source: `/api/phone/media/${file.file_id}`,
  };
}

// What the list of chats says of a message without words.
export function mediaName(message) {
  const media = mediaOf(message);
  return media ? (message.media_group_id ? "Álbum" : NAMES[media.kind]) : "";
}

// The media of one message, or of all messages of an album; null where there is none.
export function mediaElement(messages, loaded) {
  const all = messages.map(mediaOf).filter(Boolean);
  if (all.length === 0) {
    return null;
  }
  if (all.length > 1 && SEEN.includes(all[0].kind)) {
    return albumElement(all, loaded);
  }
  return all.length > 1
    ? element("div", "files", ...all.map(fileElement))
    : SEEN.includes(all[0].kind) ? element("div", `single ${all[0].kind}`, tile(all, 0, loaded)) : fileElement(all[0]);
}

function albumElement(all, loaded) {
  const spans = (ALBUM_ROWS[all.length] || [1]).flatMap((count) => Array(count).fill(ALBUM_COLUMNS / count));
  return element("div", "album", ...all.map((_, index) => {
    const made = tile(all, index, loaded);
    made.classList.add(`span-${spans[index] || ALBUM_COLUMNS}`);
    return made;
  }));
}

// One picture of the conversation; a touch opens it large.
function tile(all, index, loaded) {
  const media = all[index];
  if (!media.here) {
    return element("div", "tile absent", `${NAMES[media.kind]} sem conteúdo neste sandbox`);
  }
  const made = button("tile", preview(media, loaded), () => openViewer(all, index));
  const place = all.length > 1 ? ` ${index + 1} de ${all.length}` : "";
  made.setAttribute("aria-label", `Abrir ${NAMES[media.kind].toLowerCase()}${place}`);
  if (media.kind === "video" || media.kind === "video_note") {
    made.append(element("span", "play"), element("span", "length", duration(media.file.duration)));
  } else if (media.kind === "animation") {
    made.append(element("span", "length", "GIF"));
  }
  return made;
}

function preview(media, loaded) {
  const shown = element(isPicture(media) ? "img" : "video");
  shown.src = media.source;
  if (isPicture(media)) {
    shown.alt = "";
    shown.addEventListener("load", loaded, { once: true });
  } else {
    silent(shown, media.kind === "animation");
    shown.addEventListener("loadedmetadata", loaded, { once: true });
  }
  return shown;
}

function isPicture(media) {
  return media.kind === "photo" || /^image\//.test(media.file.mime_type || "");
}

function silent(video, moving) {
  video.muted = video.loop = video.playsInline = true;
  video.preload = "metadata";
  video.autoplay = moving && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  video.tabIndex = -1;
}

function fileElement(media) {
  const name = media.file.file_name || NAMES[media.kind];
  if (!media.here) {
    return element("div", "file", icon(), element("span", "file-name", name, element("small", "", "sem conteúdo neste sandbox")));
  }
  if (media.kind === "document") {
    const link = element("a", "file", icon(), element("span", "file-name", name, element("small", "", bytes(media.file.file_size))));
    link.href = media.source;
    link.download = name;
    return link;
  }
  const player = element("audio");
  player.src = media.source;
  player.controls = true;
  player.preload = "metadata";
  player.setAttribute("aria-label", name);
  return element("div", "sound", element("span", "file-name", name), player);
}

function icon() {
  const made = element("span", "file-icon");
  made.setAttribute("aria-hidden", "true");
  return made;
}

function duration(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function bytes(size) {
  return size < 1024 * 1024
    ? `${Math.max(1, Math.round(size / 1024))} KB`
    : `${(size / 1024 / 1024).toLocaleString("pt-BR", { maximumFractionDigits: 1 })} MB`;
}

// ---------------------------------------------------------------- the viewer

const viewed = { all: [], index: 0 };

function openViewer(all, index) {
  viewed.all = all.filter((media) => media.here);
  show(viewed.all.indexOf(all[index]));
  $("viewer").showModal();
}

function show(index) {
  viewed.index = index;
  const media = viewed.all[index];
  const large = element(isPicture(media) ? "img" : "video");
  large.src = media.source;
  if (isPicture(media)) {
    large.alt = media.caption || NAMES[media.kind];
  } else {
    large.controls = large.autoplay = large.playsInline = true;
    large.loop = large.muted = media.kind === "animation";
  }
  $("viewer-stage").replaceChildren(large);
  $("viewer-caption").textContent = media.caption;
  const count = viewed.all.length;
  $("viewer-place").textContent = count > 1 ? `${index + 1} de ${count}` : NAMES[media.kind];
  $("viewer-before").hidden = $("viewer-next").hidden = count < 2;
  $("viewer-before").disabled = index === 0;
  $("viewer-next").disabled = index === count - 1;
}

function turn(step) {
  const index = viewed.index + step;
  if (index >= 0 && index < viewed.all.length) {
    show(index);
  }
}

export function listenViewer() {
  $("viewer-before").addEventListener("click", () => turn(-1));
  $("viewer-next").addEventListener("click", () => turn(1));
  $("viewer").addEventListener("keydown", (event) => {
    turn({ ArrowLeft: -1, ArrowRight: 1 }[event.key] || 0);
  });
  $("viewer").addEventListener("click", (event) => {
    if (event.target === $("viewer") || event.target === $("viewer-stage")) {
      $("viewer").close();
    }
  });
  $("viewer").addEventListener("close", () => $("viewer-stage").replaceChildren());
}
