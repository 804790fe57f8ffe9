package elysia.ingress.snapshot;

import elysia.db.DatabaseException;
import elysia.db.snapshots.SnapshotQueries;
import elysia.runtime.ReadinessCheck;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the newest [Snapshot]: loaded at start, again when something changed and every 30 s. While
/// the database is away the last one stays.
@Singleton
public final class Snapshots implements ReadinessCheck {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final Duration MAX_AGE = Duration.ofSeconds(30);

  private final SnapshotQueries queries;
  private final Clock clock;
  private volatile @Nullable Snapshot current;
  private volatile boolean stale = true;
  private Instant loadedAt = Instant.MIN;
  private boolean away;

  Snapshots(SnapshotQueries queries, Clock clock) {
    this.queries = queries;
    this.clock = clock;
  }

  /// Empty until the first one could be loaded.
  public Optional<Snapshot> current() {
    return Optional.ofNullable(current);
  }

  /// Something that we keep has changed: the next tick loads it.
  void markStale() {
    stale = true;
  }

  /// Loads a new snapshot when the old one is stale. Called again and again by one thread.
  void refresh() {
    var now = clock.instant();
    if (!stale && now.isBefore(loadedAt.plus(MAX_AGE))) {
      return;
    }
    stale = false; // before the load: what changes meanwhile is loaded once more
    try {
      current = new Snapshot(queries.bots(), queries.gatewayAccounts(), queries.trackingLinks());
      loadedAt = now;
      away = false;
    } catch (DatabaseException e) {
      stale = true;
      if (!away) {
        LOG.warn("[SNAPSHOT] O banco não responde; vale a cópia anterior: {}", e.getMessage());
      }
      away = true;
    }
  }

  @Override
  public String name() {
    return "snapshot";
  }

  @Override
  public Optional<String> problem() {
    return current == null
        ? Optional.of("a lista de bots, contas e links ainda não foi carregada")
        : Optional.empty();
  }
}
