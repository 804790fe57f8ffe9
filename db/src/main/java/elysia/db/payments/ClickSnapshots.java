package elysia.db.payments;

import elysia.db.Sql;
import elysia.db.outbox.PayloadWriter;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import elysia.model.wire.ClickAttributes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;

/// The click behind a sale as it is known at a moment.
@Singleton
public final class ClickSnapshots {
  private static final String FIND =
      """
      select telegram_id is null or telegram_id = ? as own,
             utm_source, utm_medium, utm_campaign, utm_content, utm_term, src, sck,
             fbclid, fbp, fbc, ttclid, gclid, host(ip) as client_ip, user_agent,
             landing_url, referrer, accept_language
      from tracking_sessions where id = ?
      """;

  private final Sql sql;
  private final PayloadWriter writer;

  ClickSnapshots(Sql sql, PayloadWriter writer) {
    this.sql = sql;
    this.writer = writer;
  }

  /// [ClickAttributes] as JSON, empty where the click has not arrived. Of a click that belongs to
  /// another person only the campaign is told: a shared link does not merge two people.
  public Optional<String> of(TrackingToken token, TelegramId person) {
    return sql.one(FIND, row -> row.bool("own") ? whole(row) : campaign(row), person, token)
        .map(writer::write);
  }

  private static ClickAttributes whole(Sql.Row row) throws SQLException {
    return new ClickAttributes(
        row.optionalText("utm_source"),
        row.optionalText("utm_medium"),
        row.optionalText("utm_campaign"),
        row.optionalText("utm_content"),
        row.optionalText("utm_term"),
        row.optionalText("src"),
        row.optionalText("sck"),
        row.optionalText("fbclid"),
        row.optionalText("fbp"),
        row.optionalText("fbc"),
        row.optionalText("ttclid"),
        row.optionalText("gclid"),
        row.optionalText("client_ip"),
        row.optionalText("user_agent"),
        row.optionalText("landing_url"),
        row.optionalText("referrer"),
        row.optionalText("accept_language"));
  }

  private static ClickAttributes campaign(Sql.Row row) throws SQLException {
    return new ClickAttributes(
        row.optionalText("utm_source"),
        row.optionalText("utm_medium"),
        row.optionalText("utm_campaign"),
        row.optionalText("utm_content"),
        row.optionalText("utm_term"),
        row.optionalText("src"),
        row.optionalText("sck"),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
