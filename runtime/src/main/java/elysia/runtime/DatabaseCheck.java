package elysia.runtime;

import elysia.db.DatabasePool;
import elysia.db.ServerState;
import elysia.db.migration.SchemaCheck;
import elysia.db.secret.SecretKeyCheck;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Refuses to start on a database of another version, with secrets we have no key for, or without
/// room for our connections; later tells whether it answers and takes what we write.
///
/// A deployable that works without the database (the ingress) sets
/// `elysia.database.required=false`.
@Context
@Requires(property = "elysia.database.required", notEquals = "false")
final class DatabaseCheck implements ReadinessCheck {
  /// Who asks whether we are ready waits no longer, whatever the database does.
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

  private final SchemaCheck schema;
  private final SecretKeyCheck keys;
  private final ServerState server;
  private final int poolSize;

  /// The question on its way; there is never a second one beside it.
  private final AtomicReference<@Nullable FutureTask<Boolean>> asked = new AtomicReference<>();

  DatabaseCheck(
      SchemaCheck schema,
      SecretKeyCheck keys,
      ServerState server,
      @Property(name = Deployable.POOL_SIZE) @Nullable Integer poolSize) {
    this.schema = schema;
    this.keys = keys;
    this.server = server;
    this.poolSize = poolSize == null ? DatabasePool.DEFAULT_SIZE : poolSize;
  }

  @PostConstruct
  void requireFittingDatabase() {
    schema.requireCurrent();
    keys.requireKeys();
    var room = server.room();
    if (!room.fits(poolSize)) {
      throw new IllegalStateException(
          "o PostgreSQL aceita %d conexões, %d já são de outros processos e este precisa de %d: aumente max_connections ou diminua DATABASE_POOL_SIZE"
              .formatted(room.most(), room.taken(), poolSize));
    }
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public Optional<String> problem() {
    try {
      return answer().get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          ? Optional.empty()
          : Optional.of("o banco só aceita leitura");
    } catch (ExecutionException | TimeoutException e) {
      return Optional.of("o banco não responde");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrompido");
    }
  }

  private FutureTask<Boolean> answer() {
    var running = asked.get();
    if (running != null && !running.isDone()) {
      return running;
    }
    var fresh = new FutureTask<>(server::writable);
    if (!asked.compareAndSet(running, fresh)) {
      return answer(); // somebody else has just asked
    }
    Thread.ofVirtual().name("readiness-postgresql").start(fresh);
    return fresh;
  }
}
