package elysia.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes on a connection of its own (an alarm of the broker stops publishing connections, and
/// must not stop consumers) over a few [ConfirmChannel]s.
///
/// Every wait is bounded, every publish is counted, and only the broker's own word is a success.
final class ConfirmedPublisher implements Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(ConfirmedPublisher.class);
  private static final int PERSISTENT = 2;
  private static final Duration DOUBT_PAUSE = Duration.ofSeconds(30);

  private final BrokerConfig config;
  private final Connections connections;
  private final Clock clock;
  private final MessagingListener listener;
  private final Runnable wakeSupervisor;

  /// One for each publish that the broker has not answered.
  private final Semaphore permits;

  private volatile @Nullable Connection connection;
  private volatile List<ConfirmChannel> channels = List.of();
  private volatile String blocked = "";
  private volatile boolean closed;

  /// A message came back: a binding or queue may be missing. Looked into once in a while, because
  /// the fault may as well be the publisher's.
  private volatile boolean doubtful;

  private final AtomicLong nextDoubtNanos = new AtomicLong(System.nanoTime());

  ConfirmedPublisher(
      BrokerConfig config,
      Connections connections,
      Clock clock,
      MessagingListener listener,
      Runnable wakeSupervisor) {
    this.config = config;
    this.connections = connections;
    this.clock = clock;
    this.listener = listener;
    this.wakeSupervisor = wakeSupervisor;
    this.permits = new Semaphore(config.maxOutstanding());
  }

  /// Interrupting it leaves the message's fate unknown, and harms no other.
  @Override
  public PublishResult publish(OutgoingMessage message) throws InterruptedException {
    return publish(message, Optional.empty());
  }

  /// @param expiry how long it may lie in its queue, where that is less than the queue's own limit
  PublishResult publish(OutgoingMessage message, Optional<Duration> expiry)
      throws InterruptedException {
    var publication = new Publication(message, properties(message, expiry));
    if (!permits.tryAcquire()) {
      publication.refused("already " + config.maxOutstanding() + " publishes outstanding");
      return finish(publication);
    }
    try {
      send(publication, leastLoaded());
      return finish(publication);
    } finally {
      permits.release();
    }
  }

  /// All of a window go over one channel, so the broker gets them in their order.
  @Override
  public List<PublishResult> publishAll(List<OutgoingMessage> messages)
      throws InterruptedException {
    var results = new ArrayList<PublishResult>(messages.size());
    int window = Math.max(1, config.maxOutstanding() / 2);
    for (int from = 0; from < messages.size(); from += window) {
      var part = messages.subList(from, Math.min(messages.size(), from + window));
      results.addAll(publishWindow(part));
    }
    return results;
  }

  private List<PublishResult> publishWindow(List<OutgoingMessage> messages)
      throws InterruptedException {
    boolean permitted =
        permits.tryAcquire(
            messages.size(), config.confirmTimeout().toMillis(), TimeUnit.MILLISECONDS);
    try {
      var publications = new ArrayList<Publication>(messages.size());
      var channel = leastLoaded();
      for (var message : messages) {
        var publication = new Publication(message, properties(message, Optional.empty()));
        publications.add(publication);
        if (permitted) {
          send(publication, channel);
        } else {
          publication.refused("already " + config.maxOutstanding() + " publishes outstanding");
        }
      }
      var results = new ArrayList<PublishResult>(messages.size());
      for (var publication : publications) {
        results.add(finish(publication));
      }
      return results;
    } finally {
      if (permitted) {
        permits.release(messages.size());
      }
    }
  }

  private void send(Publication publication, @Nullable ConfirmChannel channel) {
    var exchange = publication.message().route().exchange();
    var flaw = publication.message().flaw();
    if (flaw.isPresent()) {
      publication.refused(flaw.get());
    } else if (!Topology.EXCHANGES.contains(exchange)) {
      // the broker would close the channel over it, and with it its neighbours' confirms
      publication.answer(new PublishResult.Unroutable("no such exchange: " + exchange));
    } else if (closed) {
      publication.refused("the publisher is closed");
    } else if (!blocked.isEmpty()) {
      publication.refused("blocked by the broker: " + blocked);
    } else if (channel == null || !channel.offer(publication)) {
      publication.refused("not connected to the broker");
    }
  }

  private PublishResult finish(Publication publication) throws InterruptedException {
    var result = publication.await(config.confirmTimeout());
    listener.published(publication.message().route(), result, publication.elapsed());
    return result;
  }

  private @Nullable ConfirmChannel leastLoaded() {
    ConfirmChannel least = null;
    int leastLoad = Integer.MAX_VALUE;
    for (var channel : channels) {
      int load = channel.load();
      if (load < leastLoad && channel.usable()) {
        least = channel;
        leastLoad = load;
      }
    }
    return least;
  }

  private BasicProperties properties(OutgoingMessage message, Optional<Duration> expiry) {
    var now = clock.instant();
    var headers = new HashMap<String, Object>(message.headers());
    var sent = Long.toString(now.toEpochMilli());
    headers.put(Headers.SENT_MS, sent);
    headers.putIfAbsent(Headers.FIRST_SENT_MS, sent);
    return new BasicProperties.Builder()
        .deliveryMode(PERSISTENT)
        .messageId(message.messageId())
        .type(message.type())
        .appId(config.appId())
        .timestamp(Date.from(now))
        .headers(Map.copyOf(headers))
        .expiration(expiry.map(d -> Long.toString(d.toMillis())).orElse(null))
        .build();
  }

  @Override
  public boolean ready() {
    return blocked.isEmpty()
        && !closed
        && isConnected()
        && channels.stream().anyMatch(ConfirmChannel::usable);
  }

  Optional<String> blocked() {
    return blocked.isEmpty() ? Optional.empty() : Optional.of(blocked);
  }

  /// Whether there is nothing to tend to, as far as this side can tell.
  boolean whole() {
    return !doubtful
        && isConnected()
        && channels.size() == config.publishChannels()
        && channels.stream().allMatch(ConfirmChannel::usable);
  }

  /// Connects and replaces the channels that are gone, where needed. Only for the supervisor, which
  /// has just declared the topology.
  void tend() throws IOException {
    doubtful = false;
    var current = connection;
    if (current == null || !current.isOpen()) {
      current = connect(current);
    }
    if (!blocked.isEmpty()) {
      return; // the broker does not even read our questions
    }
    var usable = new ArrayList<>(channels);
    usable.removeIf(channel -> !channel.usable());
    while (usable.size() < config.publishChannels()) {
      usable.add(
          ConfirmChannel.open(current, config.confirmTimeout(), wakeSupervisor, this::onReturn));
      channels = List.copyOf(usable);
    }
  }

  private Connection connect(@Nullable Connection old) throws IOException {
    if (old != null) {
      old.abort(Connections.ABORT_TIMEOUT_MS);
    }
    var fresh = connections.open("publish", wakeSupervisor);
    blocked = "";
    fresh.addBlockedListener(this::onBlocked, this::onUnblocked);
    connection = fresh;
    return fresh;
  }

  private void onReturn() {
    long now = System.nanoTime();
    long next = nextDoubtNanos.get();
    if (now - next >= 0 && nextDoubtNanos.compareAndSet(next, now + DOUBT_PAUSE.toNanos())) {
      doubtful = true;
      wakeSupervisor.run();
    }
  }

  private void onBlocked(String reason) {
    LOG.warn("[RABBITMQ] O servidor parou de aceitar mensagens: {}", reason);
    blocked = reason.isEmpty() ? "no reason given" : reason;
  }

  private void onUnblocked() {
    LOG.info("[RABBITMQ] O servidor voltou a aceitar mensagens");
    blocked = "";
    wakeSupervisor.run();
  }

  private boolean isConnected() {
    var current = connection;
    return current != null && current.isOpen();
  }

  /// Waits for the confirms that are owed, at most the confirm timeout. The supervisor must have
  /// stopped.
  void close() {
    closed = true;
    try {
      permits.tryAcquire(
          config.maxOutstanding(), config.confirmTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channels.forEach(ConfirmChannel::retire);
    var current = connection;
    if (current != null) {
      current.abort(Connections.ABORT_TIMEOUT_MS);
    }
  }
}
