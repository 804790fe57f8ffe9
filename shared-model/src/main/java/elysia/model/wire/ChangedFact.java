package elysia.model.wire;

/// A row that others keep a copy of has changed; the routing key says which kind: `bot.changed`,
/// `gateway_account.changed`, `tracking_link.changed`.
public record ChangedFact(String table, long id) {
  public static final String BOT = "bot.changed";
  public static final String GATEWAY_ACCOUNT = "gateway_account.changed";
  public static final String TRACKING_LINK = "tracking_link.changed";
}
