package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.Service;
import elysia.sandbox.common.WebhookClient;
import elysia.sandbox.common.WebhookClient.Outgoing;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The updates of one bot on their way to its webhook (tdlib's WebhookActor, in small): in each
/// queue one update is in flight, and it blocks its queue until it is taken or too old.
final class UpdateFeed {
  private static final int MAX_PENDING = 100_000;
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  private final long bot;
  private final WebhookClient client;
  private final SandboxSettings settings;
  private final Clock clock;
  private final Map<QueueKey, Deque<Update>> queues = new HashMap<>();
  private final Set<QueueKey> draining = ConcurrentHashMap.newKeySet();
  private long nextId = ThreadLocalRandom.current().nextLong(2_000_001, 1_000_000_000);
  private int pending;
  private Set<String> allowed = Set.of();
  private @Nullable Target target;
  private @Nullable Failure lastFailure;

  /// Order holds within one chat and one kind of update only.
  record QueueKey(long id, String kind) {}

  @SuppressWarnings("ArrayRecordComponent") // shared, never compared
  record Update(long id, String kind, byte[] body, Instant expiresAt) {}

  record Failure(Instant at, String message) {}

  private record Target(Webhook webhook, Connections connections) {}

  UpdateFeed(long bot, WebhookClient client, SandboxSettings settings, Clock clock) {
    this.bot = bot;
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  /// Queues an update and returns its id; empty where the bot does not want this kind.
  OptionalLong offer(QueueKey key, ObjectNode payload, Duration life) {
    long id;
    synchronized (this) {
      if (!Webhook.wants(allowed, key.kind()) || pending >= MAX_PENDING) {
        return OptionalLong.empty();
      }
      id = nextId++;
      var body = Json.object().put("update_id", id).set(key.kind(), payload);
      var expiry = clock.instant().plus(settings.scaled(life));
      queues
          .computeIfAbsent(key, _ -> new ArrayDeque<>())
          .add(new Update(id, key.kind(), Json.bytes(body), expiry));
      pending++;
    }
    drain(key);
    return OptionalLong.of(id);
  }

  void webhook(Webhook webhook, boolean dropPending) {
    Set<QueueKey> waiting;
    synchronized (this) {
      target =
          new Target(
              webhook, new Connections(webhook.maxConnections(), settings.timeScale(), clock));
      notifyAll(); // a new address is tried at once
      allowed = webhook.allowedUpdates();
      lastFailure = null;
      dropIf(dropPending);
      waiting = Set.copyOf(queues.keySet());
    }
    waiting.forEach(this::drain);
  }

  synchronized void removeWebhook(boolean dropPending) {
    target = null;
    notifyAll();
    dropIf(dropPending);
  }

  private void dropIf(boolean dropPending) {
    if (dropPending) {
      queues.clear();
      pending = 0;
    }
  }

  synchronized Optional<Webhook> webhook() {
    return Optional.ofNullable(target).map(Target::webhook);
  }

  synchronized Set<String> allowedUpdates() {
    return allowed;
  }

  synchronized int pending() {
    return pending;
  }

  synchronized Optional<Failure> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /// Starts emptying a queue unless somebody does already.
  private void drain(QueueKey key) {
    if (draining.add(key)) {
      client.background(() -> drainUntilEmpty(key));
    }
  }

  private void drainUntilEmpty(QueueKey key) {
    try {
      int failures = 0;
      for (var work = next(key); work.isPresent(); work = next(key)) {
        var answer = deliver(work.get());
        failures = isTaken(answer) ? 0 : failures + 1;
        if (failures == 0 || isLost(work.get(), failures, answer)) {
          done(key, work.get().update());
          failures = 0;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isTaken(Optional<HttpResponse<String>> answer) {
    return answer.isPresent() && answer.get().statusCode() / 100 == 2;
  }

  private record Work(Target target, Update update) {}

  /// The front of the queue. Empty ends the draining, in the same step as the queue is seen empty.
  private synchronized Optional<Work> next(QueueKey key) {
    var queue = queues.get(key);
    if (queue != null && queue.isEmpty()) {
      queues.remove(key);
    }
    if (target == null || queue == null || queue.isEmpty()) {
      draining.remove(key);
      return Optional.empty();
    }
    return Optional.of(new Work(target, queue.getFirst()));
  }

  private Optional<HttpResponse<String>> deliver(Work work) throws InterruptedException {
    var webhook = work.target().webhook();
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    webhook.secret().ifPresent(s -> headers.put("X-Telegram-Bot-Api-Secret-Token", s));
    var outgoing =
        new Outgoing(
            Service.TELEGRAM, "POST", webhook.url(), headers, work.update().body(), READ_TIMEOUT);
    boolean taken = false;
    work.target().connections().acquire();
    try {
      var answer = client.call(outgoing);
      taken = isTaken(answer);
      return answer;
    } finally {
      work.target().connections().release(taken);
    }
  }

  private synchronized void done(QueueKey key, Update update) {
    var queue = queues.get(key);
    var front = queue == null ? null : queue.peekFirst();
    if (queue != null && front != null && front.id() == update.id()) { // unless it was dropped
      queue.removeFirst();
      pending--;
    }
  }

  /// Waits for the next try, unless the update would be too old by then.
  private boolean isLost(Work work, int failures, Optional<HttpResponse<String>> answer)
      throws InterruptedException {
    var reason =
        answer
            .map(a -> "Wrong response from the webhook: " + a.statusCode())
            .orElse("Connection failed or read timeout expired");
    var delay = RetryDelay.after(failures, answer.flatMap(RetryDelay::retryAfter));
    var wait = settings.scaled(delay);
    synchronized (this) {
      lastFailure = new Failure(clock.instant(), reason);
      if (clock.instant().plus(wait).isAfter(work.update().expiresAt())) {
        return true;
      }
      long until = System.nanoTime() + wait.toNanos();
      for (long left = wait.toNanos(); left > 0; left = until - System.nanoTime()) {
        if (!work.target().equals(target)) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return false;
    }
  }

  @Override
  public String toString() {
    return "UpdateFeed[" + bot + "]";
  }
}
