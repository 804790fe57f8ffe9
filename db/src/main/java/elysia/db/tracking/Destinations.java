package elysia.db.tracking;

import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.db.outbox.PayloadWriter;
import elysia.db.secret.SecretBox;
import elysia.model.BotId;
import elysia.model.DestinationId;
import elysia.model.OrganizationId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The pixels and UTMify accounts of the sellers.
@Singleton
public final class Destinations {
  private static final String CREDENTIALS_CONTEXT = "conversion_destinations.credentials";

  private static final Pattern PIXEL = Pattern.compile("[0-9]{5,32}");
  private static final String CREATE =
      """
      insert into conversion_destinations (organization_id, bot_id, kind, name, external_id, credentials_sealed, settings)
      values (?, ?, ?, ?, ?, ?, ?) returning id
      """;
  private static final String LOCK_ORGANIZATION =
      "select id from organizations where id = ? for update";
  private static final String EXISTS =
      """
      select id from conversion_destinations
      where organization_id = ? and kind = ? and external_id is not distinct from ? limit 1
      """;
  private static final String PARK =
      """
      update conversion_destinations set parked_at = ?, parked_reason = ?, updated_at = now()
      where id = ? and parked_at is null
      """;

  private final Sql sql;
  private final Transactions transactions;
  private final SecretBox secrets;
  private final PayloadWriter writer;
  private final Clock clock;

  Destinations(
      Sql sql, Transactions transactions, SecretBox secrets, PayloadWriter writer, Clock clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.secrets = secrets;
    this.writer = writer;
    this.clock = clock;
  }

  /// A destination to make.
  ///
  /// @param bot null: all bots of the organization
  /// @param pixel Meta's pixel id, digits only; null for UTMify
  /// @param credential trimmed: tokens are pasted with white space
  public record NewDestination(
      OrganizationId organization,
      @Nullable BotId bot,
      DestinationKind kind,
      String name,
      @Nullable String pixel,
      String credential,
      DestinationSettings settings) {
    public NewDestination {
      pixel = pixel == null ? null : pixel.strip();
      credential = credential.strip();
      if (kind == DestinationKind.META_CAPI && (pixel == null || !PIXEL.matcher(pixel).matches())) {
        throw new IllegalArgumentException("a pixel id of 5 to 32 digits expected");
      }
      if (kind == DestinationKind.UTMIFY && pixel != null) {
        throw new IllegalArgumentException("no pixel id expected for UTMify");
      }
      if (credential.isEmpty()) {
        throw new IllegalArgumentException("a credential expected for " + name);
      }
    }

    @Override
    public String toString() {
      return "NewDestination[" + kind + ", " + name + "]";
    }
  }

  /// Makes a destination; its credential is sealed.
  public DestinationId create(NewDestination destination) {
    return new DestinationId(
        sql.query(
                CREATE,
                row -> row.id("id"),
                destination.organization(),
                destination.bot(),
                destination.kind().word(),
                destination.name(),
                destination.pixel(),
                secrets.seal(destination.credential(), CREDENTIALS_CONTEXT),
                new Sql.Json(writer.write(settings(destination.settings()))))
            .getFirst());
  }

  /// Makes a destination unless the organization has had one for this pixel, or this UTMify
  /// account, before; empty when it had.
  public Optional<DestinationId> createOnce(NewDestination destination) {
    return transactions.inTransaction(
        () -> {
          sql.query(LOCK_ORGANIZATION, row -> row.id("id"), destination.organization());
          var existing =
              sql.one(
                  EXISTS,
                  row -> row.id("id"),
                  destination.organization(),
                  destination.kind().word(),
                  destination.pixel());
          return existing.isPresent() ? Optional.empty() : Optional.of(create(destination));
        });
  }

  /// The access token or API token; never in a URL or a log.
  public String credential(Destination destination) {
    return secrets.open(destination.sealedCredential(), CREDENTIALS_CONTEXT);
  }

  /// Stops a destination until a human has looked; returns false when it was stopped already.
  public boolean park(DestinationId destination, String reason) {
    return sql.update(PARK, clock.instant(), reason, destination) == 1;
  }

  private static Map<String, Object> settings(DestinationSettings settings) {
    var json = new HashMap<String, Object>();
    if (settings.actionSource() != null) {
      json.put("action_source", settings.actionSource());
    }
    if (settings.testEventCode() != null) {
      json.put("test_event_code", settings.testEventCode());
    }
    if (settings.test()) {
      json.put("is_test", true);
    }
    return json;
  }
}
